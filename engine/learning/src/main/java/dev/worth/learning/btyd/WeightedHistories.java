// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.btyd;

import dev.worth.core.scoring.PurchaseHistory;
import dev.worth.core.scoring.PurchaseModel;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Histories of a whole shop, equal ones counted once: most customers of a shop share theirs with
 * others, which makes a likelihood several times cheaper.
 */
record WeightedHistories(List<PurchaseHistory> histories, int[] weights) {

  private record Key(int repeats, double recency, double age) implements Comparable<Key> {
    @Override
    public int compareTo(Key o) {
      int byRepeats = Integer.compare(repeats, o.repeats);
      if (byRepeats != 0) return byRepeats;
      int byRecency = Double.compare(recency, o.recency);
      return byRecency != 0 ? byRecency : Double.compare(age, o.age);
    }
  }

  static WeightedHistories of(List<PurchaseHistory> all) {
    var counted =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    h -> new Key(h.repeats(), h.recency(), h.age()),
                    TreeMap::new,
                    Collectors.summingInt(h -> 1)));
    return new WeightedHistories(
        counted.keySet().stream()
            .map(k -> PurchaseHistory.of(k.repeats(), k.recency(), k.age()))
            .toList(),
        counted.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** About {@code most} of them, evenly spread over repeats, recency and age. */
  WeightedHistories sample(int most) {
    int step = Math.max(1, histories.size() / most);
    int[] kept = IntStream.range(0, histories.size()).filter(i -> i % step == 0).toArray();
    return new WeightedHistories(
        IntStream.of(kept).mapToObj(histories::get).toList(),
        IntStream.of(kept).map(i -> weights[i]).toArray());
  }

  double logLikelihood(PurchaseModel model) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++)
      sum += weights[i] * model.logLikelihood(histories.get(i));
    return sum;
  }

  double meanAge() {
    double sum = 0;
    double n = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * histories.get(i).age();
      n += weights[i];
    }
    return n == 0 ? 1 : Math.max(1, sum / n);
  }
}
