// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A file of numbers per customer: a truth, or somebody's predictions.
 *
 * @param file it came from
 * @param columns their names, without {@code customer_id}
 * @param rows a number per column, by customer, sorted by id
 */
record NumberTable(Path file, List<String> columns, TreeMap<String, double[]> rows) {

  /**
   * @throws BadInput if it is not such a file
   */
  static NumberTable read(Path file) {
    var reading = new Reading();
    CsvFile.read(file, n -> {}, reading::rows);
    reading.bad.complain(file);
    return new NumberTable(file, reading.columns, reading.rows);
  }

  String[] ids() {
    return rows.keySet().toArray(String[]::new);
  }

  /** A column in the order of the ids, empty when the file has none of that name. */
  Optional<double[]> column(String name, String[] ids) {
    int at = columns.indexOf(name);
    if (at < 0) return Optional.empty();
    var values = new double[ids.length];
    for (int i = 0; i < ids.length; i++) values[i] = row(ids[i])[at];
    return Optional.of(values);
  }

  private double[] row(String id) {
    double[] row = rows.get(id);
    if (row == null)
      throw new BadInput(file + " says nothing of customer " + id + ": it needs a line for each");
    return row;
  }

  private static final class Reading {
    private final Bad bad = new Bad();
    private final List<String> columns = new ArrayList<>();
    private final TreeMap<String, double[]> rows = new TreeMap<>();

    Consumer<CsvRecord> rows(CsvFile.Header header) {
      int id = header.need("customer_id");
      for (int i = 0; i < header.size(); i++) if (i != id) columns.add(header.name(i));
      return line -> add(line, id);
    }

    private void add(CsvRecord line, int id) {
      try {
        if (line.getFieldCount() != columns.size() + 1)
          throw new IllegalArgumentException("it has %d fields".formatted(line.getFieldCount()));
        if (rows.put(line.getField(id), numbers(line, id)) != null)
          throw new IllegalArgumentException("customer '%s' again".formatted(line.getField(id)));
      } catch (IllegalArgumentException e) {
        bad.add(line.getStartingLineNumber(), String.valueOf(e.getMessage()));
      }
    }

    private static double[] numbers(CsvRecord line, int id) {
      var numbers = new double[line.getFieldCount() - 1];
      for (int i = 0, to = 0; i < line.getFieldCount(); i++)
        if (i != id) numbers[to++] = number(line.getField(i));
      return numbers;
    }

    private static double number(String text) {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) return value;
      throw new IllegalArgumentException(text + " is not finite");
    }
  }
}
