// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring.renewal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What follows from many rhythms, at the {@link Knots}: how likely a gap is, how likely a silence,
 * in which state it leaves the customer, and how many purchases follow from there.
 *
 * <p>Between knots the logarithms of gap density and silence are linear, which is exact for a
 * Poisson customer; state and purchases are linear themselves. Times are days of whatever clock the
 * rhythms were fitted on.
 */
public final class RhythmTable {
  /** Stands for what cannot happen; finite, so that sums stay numbers. */
  private static final double IMPOSSIBLE = 1e-280;

  private final List<Rhythm> rhythms;
  private final double leave;
  private final int size;
  private final int states;
  private final float[][] logGap;
  private final float[][] logSilence;
  private final float[][] state;
  private final float[][] purchases;

  /**
   * @param leave rate a day at which sleepers leave for good
   */
  @JsonCreator
  public RhythmTable(
      @JsonProperty("rhythms") List<Rhythm> rhythms, @JsonProperty("leave") double leave) {
    if (!(leave > 0 && leave < 1))
      throw new IllegalArgumentException(
          "sleepers leave at a rate of " + leave + " a day, must lie in (0, 1)");
    this.rhythms = List.copyOf(rhythms);
    this.leave = leave;
    size = rhythms.size();
    states = rhythms.stream().mapToInt(r -> r.phases() + 1).max().orElse(2);
    logGap = new float[Knots.COUNT][size];
    logSilence = new float[Knots.COUNT][size];
    state = new float[Knots.COUNT][size * states];
    purchases = new float[Knots.COUNT][size * states];
    for (int g = 0; g < size; g++) {
      fillSilence(g, rhythms.get(g), leave);
      fillPurchases(g, rhythms.get(g), leave);
    }
  }

  @JsonProperty
  public List<Rhythm> rhythms() {
    return rhythms;
  }

  /** Rate a day at which sleepers leave for good. */
  @JsonProperty
  public double leave() {
    return leave;
  }

  /** How many rhythms. */
  public int size() {
    return size;
  }

  /** Adds {@code times} the log density of a gap between two purchases, for every rhythm. */
  public void addGap(double days, double times, double[] sum) {
    add(logGap, Knots.place(days), times, sum);
  }

  /** Adds {@code times} the log probability of no purchase for so long since the last one. */
  public void addSilence(double days, double times, double[] sum) {
    add(logSilence, Knots.place(days), times, sum);
  }

  /**
   * Expected purchases within a horizon after a silence, of one rhythm at a time: most do not
   * matter to a customer.
   */
  public IntToDoubleFunction expected(double silence, double horizon) {
    double since = Knots.place(silence);
    double ahead = Knots.place(horizon);
    return g -> {
      double sum = 0;
      for (int s = g * states; s < (g + 1) * states; s++)
        sum += at(state, since, s) * at(purchases, ahead, s);
      return sum;
    };
  }

  private static double at(float[][] table, double place, int column) {
    int i = Math.min((int) place, Knots.COUNT - 2);
    double after = place - i;
    return (1 - after) * table[i][column] + after * table[i + 1][column];
  }

  private static void add(float[][] table, double place, double times, double[] sum) {
    int i = Math.min((int) place, Knots.COUNT - 2);
    double after = (place - i) * times;
    double before = times - after;
    float[] low = table[i];
    float[] high = table[i + 1];
    for (int g = 0; g < sum.length; g++) sum[g] += before * low[g] + after * high[g];
  }

  /** The same rhythms and rate give the same table. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RhythmTable that && that.leave == leave && that.rhythms.equals(rhythms);
  }

  @Override
  public int hashCode() {
    return 31 * rhythms.hashCode() + Double.hashCode(leave);
  }

  private void fillSilence(int g, Rhythm rhythm, double leave) {
    var chain = new Chain(rhythm, leave, false);
    double[][] step = chain.transition(Knots.FIRST_STEP);
    double[] p = new double[chain.states()];
    p[0] = 1;
    for (int i = 0; i < Knots.COUNT; i++) {
      if (i > 0) p = moved(p, step);
      record(g, i, p, rhythm);
      if (endsBlock(i)) step = Chain.product(step, step);
    }
  }

  private void record(int g, int knot, double[] p, Rhythm rhythm) {
    int k = rhythm.phases();
    double quiet = 0;
    for (double part : p) quiet += part;
    logGap[knot][g] = log(k * rhythm.rate() * p[k - 1]);
    logSilence[knot][g] = log(quiet);
    for (int s = 0; s <= k; s++)
      state[knot][g * states + s] = quiet > IMPOSSIBLE ? (float) (p[s] / quiet) : 0;
  }

  private static float log(double likelihood) {
    return (float) Math.log(Math.max(IMPOSSIBLE, likelihood));
  }

  /**
   * Purchases from each state over growing horizons: those of a step, plus those of the horizon
   * before from where the step leads.
   */
  private void fillPurchases(int g, Rhythm rhythm, double leave) {
    var chain = new Chain(rhythm, leave, true);
    double[][] step = chain.transition(Knots.FIRST_STEP);
    double[] ofStep = ofFirstStep(chain, rhythm);
    double[] sum = new double[chain.states()];
    for (int i = 0; i < Knots.COUNT; i++) {
      if (i > 0) sum = plus(ofStep, times(step, sum));
      for (int s = 0; s <= rhythm.phases(); s++) purchases[i][g * states + s] = (float) sum[s];
      if (!endsBlock(i)) continue;
      ofStep = plus(ofStep, times(step, ofStep));
      step = Chain.product(step, step);
    }
  }

  /** By Simpson's rule over sixteen parts: the step is short against every rate. */
  private static double[] ofFirstStep(Chain chain, Rhythm rhythm) {
    int parts = 16;
    double width = Knots.FIRST_STEP / parts;
    double rate = rhythm.rate() * rhythm.phases();
    double[] sum = new double[chain.states()];
    for (int i = 0; i <= parts; i++) {
      double weight = i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2;
      double[][] at = chain.transition(i * width);
      for (int s = 0; s < sum.length; s++)
        sum[s] += weight * width / 3 * rate * at[s][rhythm.phases() - 1];
    }
    return sum;
  }

  /** The step doubles after the second block too: the first ends where eight days do. */
  private static boolean endsBlock(int knot) {
    return knot >= Knots.FIRST_STEPS && (knot - Knots.FIRST_STEPS) % Knots.STEPS == 0;
  }

  private static double[] moved(double[] p, double[][] step) {
    double[] next = new double[p.length];
    for (int i = 0; i < p.length; i++)
      for (int j = 0; j < p.length; j++) next[j] += p[i] * step[i][j];
    return next;
  }

  private static double[] times(double[][] step, double[] v) {
    double[] next = new double[v.length];
    for (int i = 0; i < v.length; i++)
      for (int j = 0; j < v.length; j++) next[i] += step[i][j] * v[j];
    return next;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) sum[i] = a[i] + b[i];
    return sum;
  }
}
