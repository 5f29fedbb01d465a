// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import dev.worth.core.features.FeatureSchema;
import dev.worth.core.scoring.BundleContract;
import dev.worth.learning.linear.Inputs;
import java.util.random.RandomGenerator;

/**
 * The zero-inflated log-normal network (Wang, Liu and Miao, A Deep Probabilistic Model for Customer
 * Lifetime Value Prediction, 2019): two rectified layers, then the probability of buying and the
 * log-normal of what a buyer spends; beside them the orders of a buyer, which the paper has not.
 *
 * <p>The heads start at 0. A leaning network so begins as what the closed form says of a customer
 * and learns what to change, any other begins with the same answer for everybody.
 *
 * @param inputs how a row is standardised
 * @param deviations which log-normals are allowed
 * @param leaning whether answers are added to the closed form's
 */
public record ZilnNet(Inputs inputs, Deviations deviations, boolean leaning) {
  static final int LOG_ODDS = FeatureSchema.SIZE;
  static final int LOG_ORDERS = FeatureSchema.SIZE + 1;
  static final int LOG_SPEND = FeatureSchema.SIZE + 2;

  private static final int FIRST = 48;
  private static final int SECOND = 24;

  /** Where a unit hardly moved, its slope is taken for 0: the parts then miss 1e-9 of the whole. */
  private static final double STILL = 1e-18;

  /**
   * Bounds of the deviation of a buyer's log spend. The upper one is the first guard on the tail:
   * nobody's spend is less certain than that of somebody of whom nothing is known, so no mean is
   * made by a deviation that nobody has shown.
   */
  public record Deviations(double least, double most) {
    public Deviations {
      if (!(least > 0 && most > least))
        throw new IllegalArgumentException(
            "deviations from %s to %s: give 0 < least < most".formatted(least, most));
    }

    /** The log-odds of a deviation between the bounds. */
    double odds(double deviation) {
      double share = (deviation - least) / (most - least);
      double within = Math.min(0.98, Math.max(0.02, share));
      return Math.log(within / (1 - within));
    }
  }

  /**
   * What the network says, each {@code [rows, 1]}.
   *
   * @param odds log-odds of buying
   * @param orders log of a buyer's expected orders
   * @param location mean of the log of a buyer's spend
   * @param deviation of it
   */
  record Heads<T>(T odds, T orders, T location, T deviation) {}

  /**
   * What everybody is told before anything is learned.
   *
   * @param deviation within the bounds
   */
  record Start(double odds, double orders, double location, double deviation) {}

  Weights start(Start start, RandomGenerator random) {
    return new Weights.Layers(random)
        .hidden("first", BundleContract.WIDTH, FIRST)
        .hidden("second", FIRST, SECOND)
        .head("odds", SECOND, start.odds())
        .head("orders", SECOND, start.orders())
        .head("location", SECOND, start.location())
        .head("deviation", SECOND, deviations.odds(start.deviation()))
        .drawn();
  }

  /**
   * @param x rows of {@link BundleContract#WIDTH}
   */
  <T> Heads<T> heads(Ops<T> ops, T x) {
    T first = ops.relu(ops.linear(standardised(ops, x), "first"));
    T hidden = ops.relu(ops.linear(first, "second"));
    T share = ops.sigmoid(ops.linear(hidden, "deviation"));
    return new Heads<>(
        leaning(ops, ops.linear(hidden, "odds"), ops.column(x, LOG_ODDS)),
        leaning(ops, ops.linear(hidden, "orders"), known(ops, x, LOG_ORDERS)),
        leaning(ops, ops.linear(hidden, "location"), known(ops, x, LOG_SPEND)),
        ops.add(
            ops.scaled(share, deviations.most() - deviations.least()),
            ops.row(deviations.least())));
  }

  private <T> T leaning(Ops<T> ops, T learned, T known) {
    return leaning ? ops.add(learned, known) : learned;
  }

  /** What the closed form expects of a buyer: its column speaks of everybody. */
  static <T> T known(Ops<T> ops, T x, int column) {
    return ops.subtract(ops.column(x, column), ops.logSigmoid(ops.column(x, LOG_ODDS)));
  }

  private <T> T standardised(Ops<T> ops, T x) {
    T within = ops.smaller(ops.larger(x, ops.row(inputs.low())), ops.row(inputs.high()));
    return ops.multiply(ops.subtract(within, ops.row(inputs.mean())), ops.row(inputs.inverse()));
  }

  /**
   * What each column adds to the log-odds against a customer who is the mean in everything. From
   * layer to layer each unit passes on its change of output over its change of input, so that the
   * parts sum to the whole difference exactly: DeepLIFT's rescale rule (Shrikumar, Greenside and
   * Kundaje, ICML 2017).
   */
  <T> T contributions(Ops<T> ops, T x) {
    T z = standardised(ops, x);
    T usual = ops.learned(Weights.biases("first"));
    T first = ops.linear(z, "first");
    T second = ops.linear(ops.relu(first), "second");
    T usualSecond = ops.linear(ops.relu(usual), "second");
    T odds = ops.transposed(ops.learned(Weights.weights("odds")));
    T intoSecond = ops.multiply(slope(ops, second, usualSecond), odds);
    T intoFirst = ops.multiply(slope(ops, first, usual), back(ops, intoSecond, "second"));
    T learned = ops.multiply(back(ops, intoFirst, "first"), z);
    return leaning ? ops.add(learned, knownPart(ops, x)) : learned;
  }

  private static <T> T back(Ops<T> ops, T slopes, String layer) {
    return ops.matmul(slopes, ops.transposed(ops.learned(Weights.weights(layer))));
  }

  private static <T> T slope(Ops<T> ops, T in, T usual) {
    T change = ops.subtract(in, usual);
    T changed = ops.subtract(ops.relu(in), ops.relu(usual));
    T square = ops.add(ops.multiply(change, change), ops.row(STILL));
    return ops.divide(ops.multiply(changed, change), square);
  }

  /** The closed form's log-odds against their mean, in their own column. */
  private <T> T knownPart(Ops<T> ops, T x) {
    double[] only = new double[BundleContract.WIDTH];
    only[LOG_ODDS] = 1;
    return ops.multiply(ops.subtract(x, ops.row(inputs.mean())), ops.row(only));
  }
}
