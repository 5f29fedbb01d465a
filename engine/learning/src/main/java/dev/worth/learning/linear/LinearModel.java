// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import static dev.worth.learning.linear.LogisticRegression.logProbability;

import dev.worth.core.features.FeatureSchema;
import dev.worth.learning.model.Answer;
import dev.worth.learning.model.Model;

/**
 * A trained model that is linear in the logarithms: what {@link OnnxGraph} writes down, evaluated
 * in doubles.
 *
 * <p>With l the log of the purchase probability, the log of the expected orders is {@code l +
 * orders(z)}, and of the spend {@code l + spend(z)}: the heads speak of buyers. A leaning model
 * takes the backbone's orders and spend per buyer as its start, so l then is the log of the ratio
 * of the model's probability to the backbone's, and the heads hold the backbone's own columns.
 * Expected orders are never fewer than the purchase probability.
 *
 * @param inputs how a row is standardised
 * @param logOdds of a purchase
 * @param logOrders see above
 * @param logSpend see above
 * @param leaning whether orders and spend start from the backbone's
 */
public record LinearModel(
    Inputs inputs, Head logOdds, Head logOrders, Head logSpend, boolean leaning) implements Model {
  /** Column of the backbone's log-odds. */
  static final int BACKBONE_LOG_ODDS = FeatureSchema.SIZE;

  @Override
  public Answer answer(float[] row) {
    double[] z = inputs.standardised(row);
    double odds = logOdds.of(z);
    double probability = logProbability(odds);
    double shift = leaning ? probability - logProbability(row[BACKBONE_LOG_ODDS]) : probability;
    double orders = Math.max(probability, shift + logOrders.of(z));
    return new Answer(odds, orders, shift + logSpend.of(z));
  }

  @Override
  public byte[] graph() {
    return OnnxGraph.of(this);
  }

  @Override
  public LinearModel raised(double odds, double orders, double spend) {
    return new LinearModel(
        inputs, logOdds.raised(odds), logOrders.raised(orders), logSpend.raised(spend), leaning);
  }

  /** What each column adds to the log-odds; with the base they sum to it. */
  public double[] contributions(float[] row) {
    double[] z = inputs.standardised(row);
    for (int j = 0; j < z.length; j++) z[j] *= logOdds.weights()[j];
    return z;
  }
}
