// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Column.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Numbers that are of one kind, as their names share a word: {@code pages} and {@code
 * pages_duration}, {@code BounceRates} and {@code ExitRates}. A tree needs many splits for how the
 * one relates to the other, so it is told: their ratio, and of three or four the total; where those
 * are durations of pages, also the total of the pages.
 *
 * @param of columns, the first is divided by the second, or all are added up
 * @param total whether they are added up
 */
record Related(List<String> of, boolean total) {
  /** A word that so many columns share is a habit of naming. */
  private static final int MOST_SHARING = 4;

  private static final int MOST = 16;
  private static final Pattern WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

  static List<Related> of(List<Column> columns, Table train) {
    var sharing = new TreeMap<String, Set<String>>();
    for (Column column : columns)
      if (column.use() == Use.NUMBER && isAmount(train.column(column.name())))
        for (String word : WORDS.split(column.name()))
          if (word.length() > 1)
            sharing
                .computeIfAbsent(word.toLowerCase(Locale.ROOT), w -> new TreeSet<>())
                .add(column.name());
    return found(sharing);
  }

  private static List<Related> found(Map<String, Set<String>> sharing) {
    var found = new ArrayList<Related>();
    var amounts = new TreeSet<String>();
    sharing.values().forEach(amounts::addAll);
    for (var shared : sharing.entrySet()) {
      var group = List.copyOf(new TreeSet<>(shared.getValue()));
      if (group.size() > MOST_SHARING) continue;
      if (group.size() > 2) {
        add(found, new Related(group, true));
        var stems = group.stream().map(name -> stem(name, shared.getKey())).toList();
        if (amounts.containsAll(stems)) add(found, new Related(stems, true));
      }
      for (int i = 0; i < group.size(); i++)
        for (int j = 0; j < i; j++)
          add(found, new Related(List.of(group.get(i), group.get(j)), false));
    }
    return List.copyOf(found);
  }

  /** {@code pages} of {@code pages_duration}. */
  private static String stem(String name, String word) {
    return name.replaceAll("(?i)[^A-Za-z]*" + word + "$", "");
  }

  private static void add(List<Related> found, Related one) {
    if (found.size() < MOST && !found.contains(one)) found.add(one);
  }

  /** Numbers from 0 on of which a ratio makes sense. */
  private static boolean isAmount(String[] cells) {
    double least = Arrays.stream(cells).mapToDouble(Related::number).min().orElse(-1);
    return Arrays.stream(cells).mapToDouble(Related::number).noneMatch(v -> v < 0)
        && (least >= 0 || Double.isNaN(least));
  }

  private static double number(String cell) {
    return Cells.number(cell).orElse(Double.NaN);
  }

  String name() {
    return total ? String.join(" + ", of) : of.getFirst() + " / " + of.getLast();
  }

  /** Where there is nothing to divide by, a ratio is missing. */
  Field.Numbers field(Function<String, String[]> column, int rows) {
    double[] values = new double[rows];
    String[][] cells = of.stream().map(column).toArray(String[][]::new);
    for (int i = 0; i < rows; i++) values[i] = total ? sum(cells, i) : ratio(cells, i);
    return new Field.Numbers(name(), of.getFirst(), values);
  }

  private static double sum(String[][] cells, int row) {
    return Arrays.stream(cells).mapToDouble(c -> number(c[row])).sum();
  }

  private static double ratio(String[][] cells, int row) {
    double below = number(cells[1][row]);
    return below > 0 ? number(cells[0][row]) / below : Double.NaN;
  }
}
