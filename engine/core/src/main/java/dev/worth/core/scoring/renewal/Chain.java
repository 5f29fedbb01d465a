// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring.renewal;

/**
 * The Markov chain of one rhythm, with the states phase 1 to phase k, asleep, gone.
 *
 * <p>Transition matrices come from uniformisation (Jensen, Skandinavisk Aktuarietidskrift 36,
 * 1953), which adds only terms that are not negative, and from squaring: no digits are lost.
 */
final class Chain {
  private static final int MOST_TERMS = 200;
  private static final double NEGLIGIBLE = 1e-18;

  private final int phases;
  private final double[][] generator;

  /**
   * @param leave rate at which sleepers leave for good
   * @param renewing whether a purchase starts the next gap; otherwise it leaves the chain
   */
  Chain(Rhythm r, double leave, boolean renewing) {
    phases = r.phases();
    generator = new double[phases + 2][phases + 2];
    double step = r.rate() * phases;
    for (int j = 0; j < phases; j++) {
      if (j + 1 < phases) move(j, j + 1, step);
      else if (renewing) move(j, 0, step);
      else generator[j][j] -= step;
      move(j, asleep(), r.pause());
    }
    move(asleep(), 0, r.wake());
    move(asleep(), asleep() + 1, leave);
  }

  private void move(int from, int to, double rate) {
    generator[from][to] += rate;
    generator[from][from] -= rate;
  }

  int states() {
    return phases + 2;
  }

  int asleep() {
    return phases;
  }

  /** Rows are where it was, columns where it is after the time. */
  double[][] transition(double days) {
    double fastest = 1e-12;
    for (int i = 0; i < states(); i++) fastest = Math.max(fastest, -generator[i][i]);
    double[][] jump = jumps(fastest);
    double[][] term = identity();
    double[][] sum = new double[states()][states()];
    double weight = Math.exp(-fastest * days);
    for (int n = 0; n < MOST_TERMS; n++) {
      add(sum, term, weight);
      term = product(term, jump);
      weight *= fastest * days / (n + 1);
      if (weight < NEGLIGIBLE && n > fastest * days) break;
    }
    return sum;
  }

  private double[][] jumps(double fastest) {
    double[][] jump = identity();
    add(jump, generator, 1 / fastest);
    return jump;
  }

  private double[][] identity() {
    double[][] one = new double[states()][states()];
    for (int i = 0; i < one.length; i++) one[i][i] = 1;
    return one;
  }

  private static void add(double[][] sum, double[][] term, double weight) {
    for (int i = 0; i < sum.length; i++)
      for (int j = 0; j < sum.length; j++) sum[i][j] += weight * term[i][j];
  }

  static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++)
      for (int k = 0; k < a.length; k++)
        for (int j = 0; j < a.length; j++) c[i][j] += a[i][k] * b[k][j];
    return c;
  }
}
