// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.scoring.Scorer;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a score and its reasons cost once the features are there: bundles as a server holds them,
 * asked in this process by one thread, one customer after the other.
 */
final class ScoringCost {
  private static final List<String> FAMILIES =
      List.of("stack", "mixture_stack", "judged_stack", "tree_stack", "ziln_stack");

  private static final int BATCH = 64;
  private static final int ROUNDS = 400;

  /** Rounds while the JVM compiles, which are not counted. */
  private static final int WARM = 200;

  private ScoringCost() {}

  /** By family: microseconds a customer, median and 99th percentile over batches of 64. */
  static Map<String, Object> run(Path folder, long seed) {
    var figures = new LinkedHashMap<String, Object>();
    var batch = batch();
    for (String family : FAMILIES) {
      var store = ModelStore.open(folder.resolve(family), BenchModel.currency());
      store.register(BenchModel.train(family, "cost-1", seed));
      try (var slot = ModelSlot.open(store)) {
        slot.use("cost-1");
        Scorer scorer = slot.get();
        figures.put(family + "_score", percentiles(batch, scorer::predict));
        figures.put(family + "_explain", percentiles(batch, scorer::explain));
        figures.put(family + "_fallbacks", slot.failures());
      }
    }
    return figures;
  }

  private static List<Features> batch() {
    var batch = new ArrayList<Features>();
    for (var facts : BenchModel.histories().values()) {
      var state = CustomerState.UNKNOWN;
      for (var fact : facts) state = state.evolve(fact);
      var features = Features.of(state, BenchModel.cut(), 60, BenchModel.currency());
      if (features.orders() > 0 && batch.size() < BATCH) batch.add(features);
    }
    return batch;
  }

  private static Map<String, Object> percentiles(List<Features> batch, Consumer<Features> what) {
    double[] micros = new double[ROUNDS];
    for (int round = -WARM; round < ROUNDS; round++) {
      long start = System.nanoTime();
      batch.forEach(what);
      double each = (System.nanoTime() - start) / 1e3 / batch.size();
      if (round >= 0) micros[round] = each;
    }
    Arrays.sort(micros);
    return Map.of(
        "micros_p50", Math.round(10 * micros[ROUNDS / 2]) / 10.0,
        "micros_p99", Math.round(10 * micros[ROUNDS * 99 / 100]) / 10.0);
  }
}
