// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A table whose label follows a known rule: a number, a category and noise. */
final class MadeTable {
  static final List<String> NAMES =
      List.of("customer_id", "age", "city", "member", "since", "empty", "same", "bought");

  private MadeTable() {}

  static Table rows(int n, long seed, String yes, String no) {
    var random = new Random(seed);
    var columns = new ArrayList<String[]>();
    for (int j = 0; j < NAMES.size(); j++) columns.add(new String[n]);
    for (int i = 0; i < n; i++) {
      double age = 20 + random.nextInt(60);
      int city = random.nextInt(6);
      double eta = (age - 50) / 8 + (city == 2 ? 2 : 0) - 0.5;
      boolean bought = random.nextDouble() < 1 / (1 + Math.exp(-eta));
      columns.get(0)[i] = "c" + seed + "-" + i;
      columns.get(1)[i] = random.nextInt(15) == 0 ? "" : Double.toString(age);
      columns.get(2)[i] = "city " + city;
      columns.get(3)[i] = random.nextBoolean() ? "yes" : "no";
      columns.get(4)[i] =
          "20%02d-%02d-11".formatted(10 + random.nextInt(9), 1 + random.nextInt(12));
      columns.get(5)[i] = "";
      columns.get(6)[i] = "EUR";
      columns.get(7)[i] = bought ? yes : no;
    }
    return new Table(NAMES, columns);
  }

  static TableJob.Task task(Table train, Table test, String label) {
    return new TableJob.Task(
        train, test, label, Set.of("customer_id"), 2, 100, 1, 1, true, fits -> {});
  }

  /** The same table without a column. */
  static Table without(Table table, String name) {
    int at = table.names().indexOf(name);
    var names = new ArrayList<>(table.names());
    var columns = new ArrayList<>(table.columns());
    names.remove(at);
    columns.remove(at);
    return new Table(names, columns);
  }

  /** The same table with other cells in a column. */
  static Table with(Table table, String name, String[] cells) {
    var columns = new ArrayList<>(table.columns());
    columns.set(table.names().indexOf(name), cells);
    return new Table(table.names(), columns);
  }
}
