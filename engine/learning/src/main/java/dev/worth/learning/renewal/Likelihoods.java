// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.SeasonalClock;
import dev.worth.core.scoring.renewal.RhythmTable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely each rhythm makes each distinct history.
 *
 * @param relative {@code [history][rhythm]}, over the likeliest rhythm's
 * @param best {@code [history]} logarithm of the likeliest rhythm's
 */
record Likelihoods(float[][] relative, double[] best) {

  static Likelihoods of(List<int[]> histories, SeasonalClock clock, int cut, RhythmTable table) {
    int n = histories.size();
    float[][] relative = new float[n][];
    double[] best = new double[n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              double[] logs = logs(histories.get(i), clock, cut, table);
              double most = Double.NEGATIVE_INFINITY;
              for (double log : logs) most = Math.max(most, log);
              relative[i] = new float[logs.length];
              for (int g = 0; g < logs.length; g++)
                relative[i][g] = (float) Math.exp(logs[g] - most);
              best[i] = most;
            });
    return new Likelihoods(relative, best);
  }

  static double[] logs(int[] days, SeasonalClock clock, int cut, RhythmTable table) {
    double[] logs = new double[table.size()];
    double before = clock.atStartOf(days[0]);
    for (int j = 1; j < days.length; j++) {
      double at = clock.atStartOf(days[j]);
      table.addGap(at - before, 1, logs);
      before = at;
    }
    table.addSilence(clock.atStartOf(cut) - before, 1, logs);
    return logs;
  }

  /** Those of some histories alone. */
  Likelihoods of(List<Integer> some) {
    return new Likelihoods(
        some.stream().map(i -> relative[i]).toArray(float[][]::new),
        some.stream().mapToDouble(i -> best[i]).toArray());
  }

  /** Log-likelihood of a history under shares of the rhythms. */
  double log(int history, double[] shares) {
    double sum = 0;
    float[] row = relative[history];
    for (int g = 0; g < row.length; g++) sum += row[g] * shares[g];
    return best[history] + Math.log(Math.max(1e-300, sum));
  }

  /** Log-likelihood under shares, of logarithms by rhythm. */
  static double log(double[] logs, double[] shares) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) most = Math.max(most, log);
    double sum = 0;
    for (int g = 0; g < logs.length; g++) sum += shares[g] * Math.exp(logs[g] - most);
    return most + Math.log(Math.max(1e-300, sum));
  }

  /** What a history says of the rhythm behind it. */
  double[] posterior(int history, double[] shares) {
    float[] row = relative[history];
    double[] posterior = new double[row.length];
    double sum = 0;
    for (int g = 0; g < row.length; g++) sum += posterior[g] = row[g] * shares[g];
    for (int g = 0; g < row.length; g++) posterior[g] /= sum;
    return posterior;
  }
}
