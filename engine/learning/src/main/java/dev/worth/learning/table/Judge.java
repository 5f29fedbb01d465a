// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.learning.table.Column.Use;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Decides what a column is, from all its values in both tables. */
final class Judge {
  /** So many of a hundred cells may be no number in a column of numbers. */
  private static final double MOSTLY = 0.98;

  private static final double NEARLY_ALL = 0.9;

  private final String name;
  private final String[] train;
  private final String[] test;
  private final Set<String> distinct;
  private final long present;

  private Judge(String name, String[] train, String[] test) {
    this.name = name;
    this.train = train;
    this.test = test;
    distinct = new HashSet<>(Arrays.asList(train));
    distinct.remove("");
    present = Arrays.stream(train).filter(cell -> !cell.isEmpty()).count();
  }

  static Column of(String name, String[] train, String[] test) {
    return new Judge(name, train, test).column();
  }

  private Column column() {
    if (distinct.isEmpty()) return leftOut("it is empty");
    if (distinct.size() == 1 && present == train.length)
      return leftOut("constant: every row says '" + distinct.iterator().next() + "'");
    if (distinct.size() <= 2 && distinct.stream().allMatch(cell -> Cells.truth(cell).isPresent()))
      return new Column(name, Use.YES_OR_NO, missing("two values"));
    double numbers = share(cell -> Cells.number(cell).isPresent());
    if (numbers >= MOSTLY) return number(numbers);
    if (share(cell -> Cells.time(cell).isPresent()) >= MOSTLY)
      return new Column(name, Use.DATE, missing("dates"));
    if (share(Cells::isAmbiguousDate) >= MOSTLY)
      return leftOut("days like '%s' can be read in two ways: write 2026-01-31".formatted(some()));
    return category();
  }

  private String some() {
    return distinct.stream().sorted().findFirst().orElse("");
  }

  private Column number(double numbers) {
    boolean whole = distinct.stream().allMatch(Judge::isWhole);
    if (whole && isNamedId()) return category();
    if (whole && distinct.size() == present && present > 2 && isCounted())
      return leftOut("id-like: it counts the rows");
    double[] range = range(train);
    double[] other = range(test);
    if (other[0] > range[1] || other[1] < range[0]) return leftOut(Column.OTHERS);
    String odd = numbers < 1 ? ", what is no number counts as missing" : "";
    return new Column(name, Use.NUMBER, missing("numbers") + odd);
  }

  private Column category() {
    if (distinct.size() > NEARLY_ALL * present && distinct.size() > 2)
      return leftOut("id-like: nearly every row has another value");
    long known =
        Arrays.stream(test).filter(cell -> cell.isEmpty() || distinct.contains(cell)).count();
    if (known < (1 - NEARLY_ALL) * test.length) return leftOut(Column.OTHERS);
    return new Column(name, Use.CATEGORY, missing(distinct.size() + " values"));
  }

  private Column leftOut(String why) {
    return new Column(name, Use.LEFT_OUT, why);
  }

  private String missing(String what) {
    long gone = train.length - present;
    return gone == 0 ? what : "%s, %d missing".formatted(what, gone);
  }

  private double share(java.util.function.Predicate<String> fits) {
    return (double) distinct.stream().filter(fits).count() / distinct.size();
  }

  private boolean isNamedId() {
    String plain = name.toLowerCase(Locale.ROOT);
    return plain.equals("id")
        || plain.endsWith("_id")
        || name.endsWith("Id")
        || name.endsWith("ID")
        || plain.endsWith("code")
        || plain.startsWith("zip");
  }

  private boolean isCounted() {
    double[] range = range(train);
    return present > 0.5 * (range[1] - range[0] + 1) || isNamedId();
  }

  private static boolean isWhole(String cell) {
    var number = Cells.number(cell);
    return number.isEmpty() || number.getAsDouble() == Math.rint(number.getAsDouble());
  }

  private static double[] range(String[] cells) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (String cell : cells) {
      var number = Cells.number(cell);
      if (number.isEmpty()) continue;
      low = Math.min(low, number.getAsDouble());
      high = Math.max(high, number.getAsDouble());
    }
    return low > high
        ? new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}
        : new double[] {low, high};
  }
}
