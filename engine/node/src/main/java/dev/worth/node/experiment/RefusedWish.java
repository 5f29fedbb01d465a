// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.Experiments.Refused;
import dev.worth.core.experiment.Experiments.Why;

/** What was asked of an experiment contradicts what is there; the message names the remedy. */
public final class RefusedWish extends RuntimeException {
  private final Why why;

  RefusedWish(Why why, String detail) {
    super(detail, null, false, false);
    this.why = why;
  }

  static RefusedWish of(Refused refused) {
    return new RefusedWish(refused.why(), refused.detail());
  }

  public Why why() {
    return why;
  }
}
