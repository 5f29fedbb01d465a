// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import java.util.List;

/** Experiments to test with. */
final class Some {
  static Experiment experiment(String id, double holdout, Arm... arms) {
    var metric = new Metric(Metric.Kind.SPEND, 28);
    return new Experiment(id, List.of(arms), id, holdout, metric, 0.05, 4_000);
  }

  private Some() {}
}
