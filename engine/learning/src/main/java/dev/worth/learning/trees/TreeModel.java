// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import dev.worth.core.features.FeatureSchema;
import dev.worth.core.scoring.BundleContract;
import dev.worth.learning.model.Answer;
import dev.worth.learning.model.Model;
import java.util.Arrays;

/**
 * Boosted trees in the logarithms, a hurdle: who buys, and what those order and spend who do.
 *
 * <p>With l the log of the purchase probability, the log of the expected orders is {@code l +
 * orders(x)}, and of the spend {@code l + spend(x)}. A leaning model takes the backbone's word as
 * what is known, so l then is the log of the ratio of the model's probability to the backbone's.
 * Expected orders are never fewer than the purchase probability.
 *
 * @param logOdds of a purchase; its trees are small enough for their reasons to be written down
 * @param logOrders see above
 * @param logSpend see above
 * @param leaning whether all three start from the backbone's columns
 */
public record TreeModel(Part logOdds, Part logOrders, Part logSpend, boolean leaning)
    implements Model {
  static final int BACKBONE_LOG_ODDS = FeatureSchema.SIZE;

  /**
   * Trees on top of what is known.
   *
   * @param forest of columns as wide as a row
   * @param known column that is passed on, or -1
   * @param usual what that column says of a usual customer, 0 if there is none
   * @param level for everybody
   */
  public record Part(Forest forest, int known, double usual, double level) {
    public Part raised(double by) {
      return new Part(forest, known, usual, level + by);
    }

    double of(float[] row) {
      return level + (known < 0 ? 0 : row[known]) + forest.raw(wide(row));
    }

    /** The answer of a usual customer, as far as the mean tree knows one. */
    double base() {
      double sum = level + usual;
      for (Tree tree : forest.trees()) sum += tree.mean();
      return sum;
    }
  }

  @Override
  public Answer answer(float[] row) {
    double odds = logOdds.of(row);
    double p = logProbability(odds);
    double shift = leaning ? p - logProbability(row[BACKBONE_LOG_ODDS]) : p;
    return new Answer(odds, Math.max(p, shift + logOrders.of(row)), shift + logSpend.of(row));
  }

  @Override
  public byte[] graph() {
    return TreeModelGraph.of(this);
  }

  @Override
  public TreeModel raised(double odds, double orders, double spend) {
    return new TreeModel(
        logOdds.raised(odds), logOrders.raised(orders), logSpend.raised(spend), leaning);
  }

  /**
   * What each column adds to the log-odds: Shapley values of the trees, and of a column that is
   * passed on how far it is from the usual one. With {@link Part#base()} they sum to the log-odds.
   */
  public double[] contributions(float[] row) {
    double[] all = logOdds.forest().contributions(wide(row));
    double[] parts = Arrays.copyOf(all, BundleContract.WIDTH);
    if (logOdds.known() >= 0) parts[logOdds.known()] += row[logOdds.known()] - logOdds.usual();
    return parts;
  }

  private static double[] wide(float[] row) {
    double[] wide = new double[row.length];
    for (int j = 0; j < wide.length; j++) wide[j] = row[j];
    return wide;
  }

  private static double logProbability(double logOdds) {
    return -Math.max(-logOdds, 0) - Math.log1p(Math.exp(-Math.abs(logOdds)));
  }
}
