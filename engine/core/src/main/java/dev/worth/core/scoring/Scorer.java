// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.Features;

/** A trained model as a value: same features, same answer. Never throws and never waits. */
public interface Scorer {
  /** Names the bundle that answers. */
  String version();

  Prediction predict(Features features);

  /** The parts of the prediction's log-odds; they sum to it within 1e-6. */
  Explanation explain(Features features);
}
