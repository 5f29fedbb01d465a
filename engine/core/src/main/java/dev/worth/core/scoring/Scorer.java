// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.Features;
import java.util.function.DoubleUnaryOperator;

/** A trained model as a value: same features, same answer. Never throws and never waits. */
public interface Scorer {
  /** Names the bundle that answers. */
  String version();

  Prediction predict(Features features);

  /**
   * Probability of an order within any number of days from the same moment: one survival curve, so
   * it never falls as days grow, and at the features' own horizon it is the prediction's.
   */
  default DoubleUnaryOperator purchases(Features features) {
    return days -> predict(features.within(days)).purchaseProbability();
  }

  /** The parts of the prediction's log-odds; they sum to it within 1e-6. */
  Explanation explain(Features features);
}
