// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many spends of a group of customers lay inside their central interval, below it and above.
 *
 * @param level of the interval, percent
 * @param group {@code all}, {@code decile 1} (the highest expected spends) to {@code decile 10}, or
 *     the stage at the cut
 * @param n customers in it; the shares are of these
 */
record Coverage(int level, String group, int n, double inside, double below, double above) {
  static final int[] LEVELS = {50, 80, 90, 95};
  private static final int DECILES = 10;

  /**
   * For each level that is foretold: of all, by decile of the expected spend, by stage. Nothing
   * where nobody spends.
   *
   * @param stages by customer id
   */
  static List<Coverage> of(Truth truth, NumberTable given, Map<String, String> stages) {
    var all = new ArrayList<Coverage>();
    var expected = given.column("expected_spend", truth.ids());
    if (expected.isEmpty() || !truth.hasAmounts()) return all;
    var groups = groups(truth.ids(), expected.get(), stages);
    for (int level : LEVELS) {
      var lower = given.column("lower" + level, truth.ids());
      var upper = given.column("upper" + level, truth.ids());
      if (lower.isEmpty() || upper.isEmpty()) continue;
      for (var group : groups)
        all.add(of(level, group.name(), group.of(), truth.spend(), lower.get(), upper.get()));
    }
    return all;
  }

  private static Coverage of(
      int level, String name, int[] group, double[] spend, double[] lower, double[] upper) {
    int below = 0;
    int above = 0;
    for (int i : group) {
      if (spend[i] < lower[i]) below++;
      if (spend[i] > upper[i]) above++;
    }
    double n = group.length;
    return new Coverage(level, name, group.length, (n - below - above) / n, below / n, above / n);
  }

  private record Group(String name, int[] of) {}

  private static List<Group> groups(String[] ids, double[] expected, Map<String, String> stages) {
    var groups = new ArrayList<Group>();
    groups.add(new Group("all", IntStream.range(0, ids.length).toArray()));
    int[] order =
        IntStream.range(0, ids.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -expected[i]).thenComparing(i -> i))
            .mapToInt(i -> i)
            .toArray();
    for (int d = 0; d < DECILES; d++) groups.add(new Group("decile " + (d + 1), slice(order, d)));
    var staged = new TreeMap<String, List<Integer>>();
    for (int i = 0; i < ids.length; i++) {
      var stage = stages.get(ids[i]);
      if (stage != null) staged.computeIfAbsent(stage, s -> new ArrayList<>()).add(i);
    }
    staged.forEach(
        (stage, of) -> groups.add(new Group(stage, of.stream().mapToInt(i -> i).toArray())));
    return groups.stream().filter(group -> group.of().length > 0).toList();
  }

  private static int[] slice(int[] order, int decile) {
    long n = order.length;
    return Arrays.copyOfRange(
        order, (int) (n * decile / DECILES), (int) (n * (decile + 1) / DECILES));
  }
}
