// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What else is known of those that a table speaks of: another table with a column of the same name,
 * summed up per row as more columns.
 *
 * <p>Where the history has times, only what was before the row's own time is looked at: how many
 * lines there were, per month and lately, how long ago the last was, and the sums per month and
 * means of its numbers. Without times, a line per key is taken over as it is, and of many the lines
 * are counted.
 *
 * @param name of the history, for the columns' names
 */
public record History(String name, Table table) {
  private static final double[] LATELY = {30, 90};
  private static final double A_MONTH = 30;
  private static final double SECONDS_A_DAY = 86_400;
  private static final double MOSTLY = 0.98;
  private static final int MOST_NUMBERS = 3;
  private static final int SAMPLE = 1_000;

  /** A column to be added. */
  record Added(String name, String[] cells) {}

  /** The lines of one key, by time. */
  private record Lines(double[] time, int[] row) {}

  /**
   * The table with what the history says of its rows.
   *
   * @param asOf column with the time of a row, needed if the history has times
   * @throws IllegalArgumentException if they have no column in common, or times are missing
   */
  public Table join(Table rows, Optional<String> asOf) {
    var keys = table.names().stream().filter(key -> rows.names().contains(key)).toList();
    if (keys.isEmpty())
      throw new IllegalArgumentException(
          "history '%s' has no column in common with the table: one says %s, the other %s"
              .formatted(name, table.names(), rows.names()));
    var time = time();
    if (time.isPresent() && asOf.isEmpty())
      throw new IllegalArgumentException(
          "history '%s' has times (%s): name the column of the table's own times with --as-of"
              .formatted(name, time.get()));
    var added = new ArrayList<Added>();
    for (String key : keys)
      added.addAll(
          time.isPresent()
              ? before(rows, key, times(rows.column(asOf.orElseThrow())), time.get())
              : whole(rows, key));
    return with(rows, added);
  }

  /** The column with the times, if it has any. */
  Optional<String> time() {
    return table.names().stream().filter(n -> isTime(table.column(n))).findFirst();
  }

  static Table with(Table rows, List<Added> added) {
    var names = new ArrayList<>(rows.names());
    var columns = new ArrayList<>(rows.columns());
    for (Added one : added) {
      names.add(one.name());
      columns.add(one.cells());
    }
    return new Table(names, columns);
  }

  private static boolean isTime(String[] cells) {
    return share(cells, c -> Cells.time(c).isPresent()) >= MOSTLY;
  }

  private static double share(String[] cells, java.util.function.Predicate<String> is) {
    int step = Math.max(1, cells.length / SAMPLE);
    var some =
        IntStream.range(0, cells.length)
            .filter(i -> i % step == 0)
            .mapToObj(i -> cells[i])
            .filter(c -> !c.isEmpty())
            .toList();
    return some.isEmpty() ? 0 : (double) some.stream().filter(is).count() / some.size();
  }

  static double[] times(String[] cells) {
    return Arrays.stream(cells)
        .mapToDouble(c -> Cells.time(c).map(History::days).orElse(Double.NaN))
        .toArray();
  }

  private static double days(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) / SECONDS_A_DAY;
  }

  private List<Added> before(Table rows, String key, double[] now, String timeColumn) {
    double[] time = times(table.column(timeColumn));
    var lines = lines(key, time);
    var numbers = numbers(rows);
    String[] keys = rows.column(key);
    String by = name + " by " + key + ": ";
    var added = new ArrayList<Added>();
    double start = Arrays.stream(time).filter(t -> !Double.isNaN(t)).min().orElse(0);
    added.add(
        new Added(
            by + "lines a month", each(keys, now, lines, (l, n, to) -> to / months(start, n))));
    added.add(
        new Added(
            by + "days since the last",
            each(keys, now, lines, (l, n, to) -> to == 0 ? Double.NaN : n - l.time()[to - 1])));
    for (double days : LATELY)
      added.add(
          new Added(
              by + "lines in %.0f days".formatted(days),
              each(keys, now, lines, (l, n, to) -> to - place(l.time(), n - days))));
    for (String number : numbers) {
      double[] values = values(table.column(number));
      added.add(
          new Added(
              by + number + " a month",
              each(keys, now, lines, (l, n, to) -> sum(values, l, 0, to) / months(start, n))));
      added.add(
          new Added(
              by + "mean of " + number,
              each(keys, now, lines, (l, n, to) -> sum(values, l, 0, to) / to)));
    }
    return added;
  }

  /** Of what is known by then: plain sums would grow with the history, for everybody. */
  static double months(double start, double now) {
    return Math.max(1, (now - start) / A_MONTH);
  }

  private interface Summary {
    /** Of the first lines of a key, which came before now. */
    double of(Lines lines, double now, int count);
  }

  private static String[] each(
      String[] keys, double[] now, Map<String, Lines> lines, Summary summary) {
    var none = new Lines(new double[0], new int[0]);
    return IntStream.range(0, keys.length)
        .mapToObj(
            i -> {
              var own = lines.getOrDefault(keys[i], none);
              double value = summary.of(own, now[i], place(own.time(), now[i]));
              return Double.isFinite(value) ? Double.toString(value) : "";
            })
        .toArray(String[]::new);
  }

  /** How many times lie before a moment. */
  private static int place(double[] sorted, double moment) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private static double sum(double[] values, Lines lines, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double value = values[lines.row()[i]];
      if (!Double.isNaN(value)) sum += value;
    }
    return sum;
  }

  private Map<String, Lines> lines(String key, double[] time) {
    String[] keys = table.column(key);
    var rows = new HashMap<String, List<Integer>>();
    for (int i = 0; i < keys.length; i++)
      if (!Double.isNaN(time[i])) rows.computeIfAbsent(keys[i], k -> new ArrayList<>()).add(i);
    var lines = new HashMap<String, Lines>();
    rows.forEach(
        (k, own) -> {
          own.sort(java.util.Comparator.comparingDouble(i -> time[i]));
          int[] row = own.stream().mapToInt(Integer::intValue).toArray();
          lines.put(k, new Lines(Arrays.stream(row).mapToDouble(i -> time[i]).toArray(), row));
        });
    return lines;
  }

  /** Amounts, not the numbers that name something. */
  private List<String> numbers(Table rows) {
    return table.names().stream()
        .filter(n -> rows.find(n).isEmpty() && !isName(n))
        .filter(n -> share(table.column(n), c -> Cells.number(c).isPresent()) >= MOSTLY)
        .limit(MOST_NUMBERS)
        .toList();
  }

  private static boolean isName(String column) {
    String plain = column.toLowerCase(Locale.ROOT);
    return plain.endsWith("id") || plain.endsWith("_upc") || plain.endsWith("code");
  }

  private static double[] values(String[] cells) {
    return Arrays.stream(cells).mapToDouble(c -> Cells.number(c).orElse(Double.NaN)).toArray();
  }

  private List<Added> whole(Table rows, String key) {
    String[] own = table.column(key);
    String[] keys = rows.column(key);
    var others = table.names().stream().filter(n -> rows.find(n).isEmpty()).toList();
    String by = name + " by " + key + ": ";
    if (new HashSet<>(Arrays.asList(own)).size() == own.length) return taken(keys, own, others, by);
    var counts = new HashMap<String, Integer>();
    for (String one : own) counts.merge(one, 1, Integer::sum);
    var added = new ArrayList<Added>();
    added.add(new Added(by + "lines", counted(keys, counts)));
    for (String other : others) {
      var distinct = new HashMap<String, HashSet<String>>();
      String[] cells = table.column(other);
      for (int i = 0; i < own.length; i++)
        distinct.computeIfAbsent(own[i], k -> new HashSet<>()).add(cells[i]);
      var sizes = new HashMap<String, Integer>();
      distinct.forEach((k, set) -> sizes.put(k, set.size()));
      added.add(new Added(by + "different " + other, counted(keys, sizes)));
    }
    return added;
  }

  private static String[] counted(String[] keys, Map<String, Integer> counts) {
    return Arrays.stream(keys)
        .map(k -> Integer.toString(counts.getOrDefault(k, 0)))
        .toArray(String[]::new);
  }

  private List<Added> taken(String[] keys, String[] own, List<String> others, String by) {
    var at = new HashMap<String, Integer>();
    for (int i = 0; i < own.length; i++) at.put(own[i], i);
    return others.stream()
        .map(
            other -> {
              String[] cells = table.column(other);
              String[] found =
                  Arrays.stream(keys)
                      .map(k -> at.containsKey(k) ? cells[at.getOrDefault(k, 0)] : "")
                      .toArray(String[]::new);
              return new Added(by + other, found);
            })
        .toList();
  }
}
