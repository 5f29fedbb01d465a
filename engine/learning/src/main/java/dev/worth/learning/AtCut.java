// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.features.Features;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.ClosedForm;
import java.util.List;
import java.util.Optional;

/** The shop's customers as they stand at the cut. */
final class AtCut {
  private static final long MOST_FACTS = 1_000_000;

  /** What a model sees of at most so many of them, the same ones in every run. */
  static List<Features> features(Task task, int most) {
    var cutoff = new Cutoff(task.history().cut(), task.horizonDays());
    return task.history().sample(most, MOST_FACTS, task.seed()).stream()
        .map(c -> Examples.features(c.facts(), cutoff, task.history().currency()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Their input rows, {@code [n][WIDTH]}. */
  static float[][] rows(Task task, ClosedForm shop, int most) {
    return features(task, most).stream()
        .map(features -> BackboneInputs.row(features, shop.outlook(features)))
        .toArray(float[][]::new);
  }

  private AtCut() {}
}
