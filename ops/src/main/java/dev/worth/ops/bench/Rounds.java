// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The same job measured round after round, put together: one slow minute of a shared machine is
 * then one round, not the figure.
 */
final class Rounds {
  /** Events lost or counted twice are never averaged away. */
  private static final String COUNTS = "counts";

  /**
   * One row of figures: of numbers the median, of counts the sum, of texts each that occurred; with
   * more than one round also the lowest and the highest {@code events_per_s}.
   *
   * @param rounds one or more rows of the same job
   */
  static Map<String, Object> row(List<Map<String, Object>> rounds) {
    var row = together(rounds, false);
    if (rounds.size() == 1 || !row.containsKey("events_per_s")) return row;
    var speeds = rounds.stream().map(round -> number(round.get("events_per_s"))).toList();
    row.put("rounds", rounds.size());
    row.put(
        "events_per_s_range",
        Math.round(Collections.min(speeds)) + " to " + Math.round(Collections.max(speeds)));
    return row;
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  static double number(@Nullable Object value) {
    return value instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private static Map<String, Object> together(List<? extends Map<?, ?>> maps, boolean counts) {
    var row = new LinkedHashMap<String, Object>();
    for (Object key : maps.get(0).keySet()) {
      var values = new ArrayList<Object>();
      for (Map<?, ?> map : maps) if (map.get(key) != null) values.add(map.get(key));
      row.put(key.toString(), together(values, counts || key.equals(COUNTS)));
    }
    return row;
  }

  private static Object together(ArrayList<Object> values, boolean counts) {
    if (values.size() == 1) return values.get(0);
    if (values.stream().allMatch(Map.class::isInstance))
      return together(values.stream().map(v -> (Map<?, ?>) v).toList(), counts);
    if (!values.stream().allMatch(Number.class::isInstance))
      return values.stream().map(Object::toString).distinct().collect(Collectors.joining("; "));
    var numbers = values.stream().map(Rounds::number).toList();
    if (counts) return Math.round(numbers.stream().mapToDouble(Double::doubleValue).sum());
    double median = median(numbers);
    boolean whole = values.stream().allMatch(v -> v instanceof Long || v instanceof Integer);
    return whole ? (Object) Math.round(median) : (Object) (Math.round(median * 100) / 100.0);
  }

  private Rounds() {}
}
