// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The distinct purchase histories of a shop before a cut, and how many customers have each. Most
 * customers share theirs with others, which makes fits several times cheaper.
 *
 * @param days {@code [n]} purchase days of each, ascending by content
 * @param weights {@code [n]} customers behind each
 * @param cut first day that is not known any more, since 1970
 */
record Histories(List<int[]> days, double[] weights, int cut) {
  /** More distinct histories than these say nothing new. */
  private static final int MOST = 12_000;

  static Histories of(List<Buyer> buyers, int cut) {
    var counted = new TreeMap<int[], Integer>(Arrays::compare);
    for (Buyer buyer : buyers) counted.merge(buyer.days(), 1, Integer::sum);
    return new Histories(
            List.copyOf(counted.keySet()),
            counted.values().stream().mapToDouble(n -> n).toArray(),
            cut)
        .thinned();
  }

  /** Every so many of them, in the order of purchases and time, weighing as much as all. */
  private Histories thinned() {
    int n = days.size();
    if (n <= MOST) return this;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt((Integer i) -> days.get(i).length));
    double step = (double) n / MOST;
    var kept = new ArrayList<int[]>();
    double[] weight = new double[MOST];
    for (int k = 0; k < MOST; k++) {
      for (int j = (int) (k * step); j < (int) ((k + 1) * step); j++)
        weight[k] += weights[order[j]];
      kept.add(days.get(order[(int) ((k + 0.5) * step)]));
    }
    return new Histories(kept, weight, cut);
  }

  /** The same as it was known earlier. */
  Histories until(int earlier) {
    var known = new TreeMap<int[], Double>(Arrays::compare);
    for (int i = 0; i < weights.length; i++) {
      int[] then = Arrays.stream(days.get(i)).filter(day -> day < earlier).toArray();
      if (then.length > 0) known.merge(then, weights[i], Double::sum);
    }
    double[] weight = known.values().stream().mapToDouble(w -> w).toArray();
    return new Histories(List.copyOf(known.keySet()), weight, earlier);
  }

  /** Of those who had bought by a day, everything. */
  Histories knownBy(int day) {
    int[] kept = IntStream.range(0, weights.length).filter(i -> days.get(i)[0] < day).toArray();
    return new Histories(
        IntStream.of(kept).mapToObj(days::get).toList(),
        IntStream.of(kept).mapToDouble(i -> weights[i]).toArray(),
        cut);
  }

  double customers() {
    return Arrays.stream(weights).sum();
  }

  int from() {
    return days.stream().mapToInt(d -> d[0]).min().orElse(cut);
  }
}
