// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A table of texts with named columns.
 *
 * @param names of the columns, each once
 * @param columns {@code [names][rows]}, stripped; a missing value is the empty text
 */
public record Table(List<String> names, List<String[]> columns) {
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "nan", "null", "none", "?", "-");

  public Table {
    names = List.copyOf(names);
    columns = List.copyOf(columns);
    if (names.isEmpty() || names.size() != columns.size())
      throw new IllegalArgumentException(
          names.size() + " names and " + columns.size() + " columns: give as many, and at least 1");
  }

  /** A cell as a table keeps it: stripped, and empty where people write that it is missing. */
  public static String cell(String text) {
    String plain = text.strip();
    return plain.length() <= 4 && MISSING.contains(plain.toLowerCase(Locale.ROOT)) ? "" : plain;
  }

  public int rows() {
    return columns.getFirst().length;
  }

  /** Where a column stands; upper and lower case are the same unless both occur. */
  public OptionalInt find(String name) {
    int exact = names.indexOf(name);
    if (exact >= 0) return OptionalInt.of(exact);
    for (int i = 0; i < names.size(); i++)
      if (names.get(i).equalsIgnoreCase(name)) return OptionalInt.of(i);
    return OptionalInt.empty();
  }

  /**
   * @throws IllegalArgumentException if there is no such column
   */
  public String[] column(String name) {
    var at = find(name);
    if (at.isEmpty())
      throw new IllegalArgumentException(
          "no column '" + name + "': there are " + String.join(", ", names));
    return columns.get(at.getAsInt());
  }
}
