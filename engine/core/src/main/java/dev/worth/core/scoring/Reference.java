// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * The customers a score is ranked among, by 101 quantiles of their expected spend: the least, the 1
 * %, ..., the 99 %, the greatest. What {@link BundleContract#REFERENCE} holds.
 */
public record Reference(@JsonValue double[] spend) {
  private static final int SIZE = 101;

  /** Ranks everybody in the middle: for shops that know no amounts yet. */
  public static final Reference NONE = new Reference(new double[SIZE]);

  /**
   * @param spend ascending, in units of the shop's currency
   */
  @JsonCreator
  public Reference {
    if (spend.length != SIZE)
      throw new IllegalArgumentException(
          spend.length + " reference quantiles: give " + SIZE + ", from the least to the greatest");
    for (int i = 0; i < SIZE; i++)
      if (!(spend[i] >= (i == 0 ? 0 : spend[i - 1]) && spend[i] < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException(
            "reference quantile " + i + " is " + spend[i] + ": give them ascending, finite");
    spend = spend.clone();
  }

  /** The reference made of these customers' expected spends, in any order; NONE for nobody. */
  public static Reference of(double[] spends) {
    if (spends.length == 0) return NONE;
    double[] sorted = spends.clone();
    Arrays.sort(sorted);
    double[] quantiles = new double[SIZE];
    for (int i = 0; i < SIZE; i++) quantiles[i] = between(sorted, i / 100.0 * (sorted.length - 1));
    return new Reference(quantiles);
  }

  /** 0 to 100: the share that is expected to spend less, half of those who spend as much. */
  public double percentile(double spend) {
    if (this.spend[SIZE - 1] == 0) return 50;
    return (percentOf(spend, false) + percentOf(spend, true)) / 2;
  }

  @Override
  public double[] spend() {
    return spend.clone();
  }

  /** Percent of the distribution below, or at most, a spend. */
  private double percentOf(double amount, boolean included) {
    int above = 0;
    while (above < SIZE && (included ? spend[above] <= amount : spend[above] < amount)) above++;
    if (above == 0) return 0;
    if (above == SIZE) return 100;
    double low = spend[above - 1];
    double high = spend[above];
    return above - 1 + (high > low ? Math.max(0, (amount - low) / (high - low)) : 0);
  }

  private static double between(double[] sorted, double place) {
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reference that && Arrays.equals(spend, that.spend);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(spend);
  }
}
