// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import java.util.ArrayList;
import java.util.List;

/**
 * When customers came: cohorts of first purchases. Those of the first weeks of a data set were
 * mostly customers before, so they are kept apart; later ones are of two months each, and thin ones
 * join the one before.
 *
 * @param starts first day of each cohort but the first, ascending
 */
record Cohorts(int[] starts) {
  private static final int OPENING_DAYS = 60;
  private static final int DAYS = 61;
  private static final int LEAST_CUSTOMERS = 60;

  private static final int ROUNDS = 4;
  private static final int STEPS = 8;

  /** Of a cohort's expectation, what the neighbours say; the rest is what all say. */
  private static final double NEIGHBOURS = 0.8;

  static Cohorts of(Histories histories) {
    var starts = new ArrayList<Integer>();
    int start = histories.from() + OPENING_DAYS;
    while (start < histories.cut()) {
      int end = start + DAYS;
      if (customers(histories, start, end) >= LEAST_CUSTOMERS) starts.add(start);
      start = end;
    }
    return new Cohorts(starts.stream().mapToInt(Integer::intValue).toArray());
  }

  private static double customers(Histories histories, int from, int to) {
    double sum = 0;
    for (int i = 0; i < histories.weights().length; i++) {
      int first = histories.days().get(i)[0];
      if (first >= from && first < to) sum += histories.weights()[i];
    }
    return sum;
  }

  int size() {
    return starts.length + 1;
  }

  int of(int firstDay) {
    int cohort = 0;
    while (cohort < starts.length && starts[cohort] <= firstDay) cohort++;
    return cohort;
  }

  /**
   * Shares of each cohort, drawn to those of its neighbours and of all (Gopalakrishnan, Bradlow and
   * Fader, Marketing Science 36(2), 2017, let cohorts differ the same way).
   *
   * @param all shares over everybody
   * @param strength customers that the neighbours' word weighs
   */
  double[][] shares(Histories histories, Likelihoods likelihoods, double[] all, double strength) {
    double[][] shares = new double[size()][];
    for (int c = 0; c < size(); c++) shares[c] = all.clone();
    if (size() == 1) return shares;
    var members = new ArrayList<List<Integer>>();
    for (int c = 0; c < size(); c++) members.add(new ArrayList<>());
    for (int i = 0; i < histories.weights().length; i++)
      members.get(of(histories.days().get(i)[0])).add(i);
    for (int round = 0; round < ROUNDS; round++) {
      double[][] next = new double[size()][];
      for (int c = 0; c < size(); c++)
        next[c] =
            Shares.fit(
                likelihoods.of(members.get(c)),
                members.get(c).stream().mapToDouble(i -> histories.weights()[i]).toArray(),
                expectation(shares, c, all),
                strength,
                STEPS);
      shares = next;
    }
    return shares;
  }

  private static double[] expectation(double[][] shares, int c, double[] all) {
    double[] before = shares[Math.max(0, c - 1)];
    double[] after = shares[Math.min(shares.length - 1, c + 1)];
    if (c == 0) before = after;
    if (c == shares.length - 1) after = before;
    double[] expected = new double[all.length];
    for (int g = 0; g < all.length; g++)
      expected[g] = NEIGHBOURS * (before[g] + after[g]) / 2 + (1 - NEIGHBOURS) * all[g];
    return expected;
  }

  /** Whether customers keep coming: over a quarter of them in the second half of the history. */
  static boolean many(Histories histories) {
    int middle = (histories.from() + histories.cut()) / 2;
    return customers(histories, middle, histories.cut()) > histories.customers() / 4;
  }
}
