// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.protocol.Basis;
import dev.worth.protocol.Stage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is added to a model's log-odds between two versions: a recalibration a + b logit and a level
 * for each stage and basis, learned from each outcome as it comes in by FTRL-Proximal (McMahan et
 * al., "Ad Click Prediction: a View from the Trenches", KDD 2013, algorithm 1, with L1 and L2).
 *
 * <p>Bounded, because outcomes can be false: of one customer at most {@link #PER_CUSTOMER} outcomes
 * count, ever, under one version; of one cut-off at most {@link #PER_CUTOFF}; and whatever was
 * learned, log-odds move by at most {@link #MOST}. A value: following gives a new one.
 *
 * @param version of the model it stands on; another version begins anew
 * @param upTo the newest cut-off followed, milliseconds since 1970
 * @param z of the algorithm, one for each input
 * @param n sums of squared gradients
 * @param counted outcomes by customer, hashed
 */
public record OnlineLayer(
    String version, long upTo, double[] z, double[] n, Map<Long, Integer> counted) {
  /** Log-odds, either way. */
  public static final double MOST = 0.75;

  public static final int PER_CUSTOMER = 4;
  public static final int PER_CUTOFF = 2_000;

  private static final double ALPHA = 0.03;
  private static final double BETA = 1;
  private static final double L1 = 0.5;
  private static final double L2 = 5;
  private static final double LARGEST_LOGIT = 5;
  private static final int STAGES = Stage.values().length;
  private static final int INPUTS = 2 + STAGES + Basis.values().length;

  /** Nothing was learned. */
  public static final OnlineLayer NONE =
      new OnlineLayer("", Long.MIN_VALUE, new double[INPUTS], new double[INPUTS], Map.of());

  /**
   * One realised outcome.
   *
   * @param customer hashed
   * @param logOdds that the model alone gives at the cut-off
   */
  public record Outcome(long customer, double logOdds, Stage stage, Basis basis, boolean bought) {}

  /** What is to be added to the log-odds a model gave. */
  public double shift(double logOdds, Stage stage, Basis basis) {
    double sum = 0;
    double[] x = inputs(logOdds, stage, basis);
    for (int i = 0; i < INPUTS; i++) if (x[i] != 0) sum += weight(i) * x[i];
    return Math.clamp(sum, -MOST, MOST);
  }

  /**
   * After the outcomes of one cut-off; the same cut-off again, or an older one, changes nothing.
   */
  public OnlineLayer follow(String version, long cutoff, List<Outcome> outcomes) {
    if (cutoff <= upTo) return this;
    var base = version.equals(this.version) ? this : fresh(version);
    var next =
        new OnlineLayer(
            version, cutoff, base.z.clone(), base.n.clone(), new HashMap<>(base.counted));
    outcomes.stream().limit(PER_CUTOFF).forEach(next::learn);
    return next;
  }

  private static OnlineLayer fresh(String version) {
    return new OnlineLayer(version, NONE.upTo, NONE.z, NONE.n, Map.of());
  }

  /** Only on a copy that nobody has seen yet. */
  private void learn(Outcome o) {
    if (counted.merge(o.customer(), 1, Integer::sum) > PER_CUSTOMER) return;
    double shifted = o.logOdds() + shift(o.logOdds(), o.stage(), o.basis());
    double error = 1 / (1 + Math.exp(-shifted)) - (o.bought() ? 1 : 0);
    double[] x = inputs(o.logOdds(), o.stage(), o.basis());
    for (int i = 0; i < INPUTS; i++) if (x[i] != 0) step(i, error * x[i]);
  }

  private void step(int i, double gradient) {
    double sigma = (Math.sqrt(n[i] + gradient * gradient) - Math.sqrt(n[i])) / ALPHA;
    z[i] += gradient - sigma * weight(i);
    n[i] += gradient * gradient;
  }

  private double weight(int i) {
    if (Math.abs(z[i]) <= L1) return 0;
    return -(z[i] - Math.signum(z[i]) * L1) / ((BETA + Math.sqrt(n[i])) / ALPHA + L2);
  }

  /** One, the log-odds in a range, and which stage and basis. */
  private static double[] inputs(double logOdds, Stage stage, Basis basis) {
    double[] x = new double[INPUTS];
    x[0] = 1;
    x[1] = Math.clamp(logOdds, -LARGEST_LOGIT, LARGEST_LOGIT) / LARGEST_LOGIT;
    x[2 + stage.ordinal()] = 1;
    x[2 + STAGES + basis.ordinal()] = 1;
    return x;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OnlineLayer that
        && version.equals(that.version)
        && upTo == that.upTo
        && Arrays.equals(z, that.z)
        && Arrays.equals(n, that.n)
        && counted.equals(that.counted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(z);
  }
}
