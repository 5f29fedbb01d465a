// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Column.Use;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the columns are, and how a table becomes fields. Levels of categories are those of the
 * training table.
 */
public final class Schema {
  private static final int FEW_NUMBERS = 30;
  private static final int MOST_DATES = 4;
  private static final int FEW_GROUPS = 60;
  private static final int FEW_VALUES = 3;
  private static final double SECONDS_A_DAY = 86_400;

  private final List<Column> columns;
  private final Map<String, String[]> levels = new LinkedHashMap<>();
  private final Set<String> movedOn = new TreeSet<>();
  private final Set<String> newGroups = new TreeSet<>();
  private final List<Related> related;
  private final @Nullable String clock;

  /**
   * @param train with labels
   * @param test to predict
   * @param aside columns that are no features: label, id, treatment
   */
  Schema(Table train, Table test, Set<String> aside) {
    columns = new ArrayList<>();
    for (String name : train.names()) {
      if (aside.contains(name)) continue;
      columns.add(
          test.find(name).isEmpty()
              ? new Column(name, Use.LEFT_OUT, "the table to predict does not have it")
              : Judge.of(name, train.column(name), test.column(name)));
    }
    for (Column column : columns) learn(column, train, test);
    clock = movedOn.stream().findFirst().map(c -> first(train)).orElse(null);
    newGroups.addAll(movedOn);
    columns.stream().filter(Column::isOfOtherGroups).forEach(c -> newGroups.add(c.name()));
    related = Related.of(columns, train);
    if (columns.stream().noneMatch(Column::isUsed))
      throw new IllegalArgumentException(
          "no column is left to learn from: "
              + columns.stream()
                  .map(c -> c.name() + " (" + c.why() + ")")
                  .collect(java.util.stream.Collectors.joining(", ")));
  }

  public List<Column> columns() {
    return List.copyOf(columns);
  }

  /** The date from which on all rows to predict lie: they are the future of those to learn from. */
  public Optional<String> clock() {
    return Optional.ofNullable(clock);
  }

  private void learn(Column column, Table train, Table test) {
    String[] cells = column.isUsed() ? train.column(column.name()) : new String[0];
    switch (column.use()) {
      case CATEGORY -> levels.put(column.name(), distinct(cells));
      case NUMBER -> {
        String[] few = distinct(cells);
        boolean whole = Arrays.stream(few).allMatch(c -> !c.contains("."));
        boolean often = few.length * 20 <= cells.length;
        if (few.length > 2 && few.length <= FEW_NUMBERS && whole && often)
          levels.put(column.name(), few);
      }
      case DATE -> {
        double latest = days(cells).max().orElse(0);
        if (days(test.column(column.name())).min().orElse(0) > latest) movedOn.add(column.name());
      }
      case YES_OR_NO, LEFT_OUT -> {}
    }
  }

  /** The earliest of the dates that moved on: what is known at that time is known. */
  private String first(Table train) {
    return movedOn.stream()
        .min(
            java.util.Comparator.comparingDouble(
                name -> days(train.column(name)).average().orElse(0)))
        .orElseThrow();
  }

  private static java.util.stream.DoubleStream days(String[] cells) {
    return Arrays.stream(cells).flatMap(c -> Cells.time(c).stream()).mapToDouble(Schema::days);
  }

  private static double days(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) / SECONDS_A_DAY;
  }

  private static String[] distinct(String[] cells) {
    return new TreeSet<>(Arrays.asList(cells)).toArray(String[]::new);
  }

  /** The time of each row in days, when the schema has a clock; NaN where missing. */
  Optional<double[]> times(Table table) {
    return clock().map(name -> dates(table.column(name), Schema::days));
  }

  /**
   * The fields of the training frame that say no more than which moment or group a row is of, while
   * there are few and those of the rows to predict are new: whatever such a field seems to tell
   * could be any other difference between them.
   */
  Set<String> ofTheGroup(Frame frame, Table train) {
    var names = new TreeSet<String>();
    for (String group : newGroups) {
      String[] groups = train.column(group);
      if (Arrays.stream(groups).distinct().count() > FEW_GROUPS) continue;
      for (Field field : frame.fields())
        if (field instanceof Field.Numbers numbers && isOf(groups, numbers.values()))
          names.add(field.name());
    }
    return names;
  }

  private static boolean isOf(String[] groups, double[] values) {
    var seen = new HashMap<String, Double>();
    for (int i = 0; i < groups.length; i++) {
      Double before = seen.putIfAbsent(groups[i], values[i]);
      if (before != null && !before.equals(values[i])) return false;
    }
    return new HashSet<>(seen.values()).size() > FEW_VALUES;
  }

  /** The same fields in the same order for every table. */
  Frame frame(Table table) {
    var fields = new ArrayList<Field>();
    for (Column column : columns) if (column.isUsed()) add(column, table, fields);
    addSpans(table, fields);
    for (Related one : related) fields.add(one.field(table::column, table.rows()));
    return new Frame(fields, table.rows());
  }

  private void add(Column column, Table table, List<Field> fields) {
    String name = column.name();
    String[] cells = table.column(name);
    switch (column.use()) {
      case NUMBER -> fields.add(numbers(name, cells, c -> Cells.number(c).orElse(Double.NaN)));
      case YES_OR_NO -> fields.add(numbers(name, cells, Schema::truth));
      case DATE -> addDate(name, cells, fields);
      case CATEGORY, LEFT_OUT -> {}
    }
    String[] known = levels.get(name);
    if (known != null) fields.add(new Field.Levels(name, name, codes(cells, known), known));
  }

  private static double truth(String cell) {
    return Cells.truth(cell).map(yes -> yes ? 1.0 : 0.0).orElse(Double.NaN);
  }

  private void addDate(String name, String[] cells, List<Field> fields) {
    if (!movedOn.contains(name)) {
      fields.add(new Field.Numbers(name, name, dates(cells, Schema::days)));
      fields.add(
          new Field.Numbers(name + " month", name, dates(cells, LocalDateTime::getMonthValue)));
    }
    fields.add(
        new Field.Numbers(name + " weekday", name, dates(cells, t -> t.getDayOfWeek().getValue())));
    fields.add(new Field.Numbers(name + " day", name, dates(cells, LocalDateTime::getDayOfMonth)));
    if (Arrays.stream(cells).anyMatch(c -> c.length() > 10))
      fields.add(new Field.Numbers(name + " hour", name, dates(cells, LocalDateTime::getHour)));
  }

  /** Days from one date to another. */
  private void addSpans(Table table, List<Field> fields) {
    var dates = columns.stream().filter(c -> c.use() == Use.DATE).limit(MOST_DATES).toList();
    for (int i = 0; i < dates.size(); i++)
      for (int j = 0; j < i; j++) {
        String from = dates.get(j).name();
        String to = dates.get(i).name();
        double[] start = dates(table.column(from), Schema::days);
        double[] end = dates(table.column(to), Schema::days);
        double[] span = new double[start.length];
        Arrays.setAll(span, r -> end[r] - start[r]);
        fields.add(new Field.Numbers("days from " + from + " to " + to, to, span));
      }
  }

  private static Field.Numbers numbers(String name, String[] cells, ToDoubleFunction<String> read) {
    return new Field.Numbers(name, name, Arrays.stream(cells).mapToDouble(read).toArray());
  }

  private static double[] dates(String[] cells, ToDoubleFunction<LocalDateTime> part) {
    return Arrays.stream(cells)
        .mapToDouble(c -> Cells.time(c).map(part::applyAsDouble).orElse(Double.NaN))
        .toArray();
  }

  private static int[] codes(String[] cells, String[] known) {
    return Arrays.stream(cells)
        .mapToInt(cell -> Math.max(-1, Arrays.binarySearch(known, cell)))
        .toArray();
  }
}
