// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.worth.ops.terminal.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The rows of an orders file that were known before a cut, by customer.
 *
 * @param rows each customer's in the order of {@link OrderRow#BY_CONTENT}, customers sorted
 * @param read lines in the file
 * @param ignored lines at or after the cut
 */
record Orders(TreeMap<String, List<OrderRow>> rows, long read, long ignored) {

  /**
   * Reads {@code customer_id,time,kind,amount[,invoice]} in any order of columns and rows; other
   * columns are left alone.
   *
   * @param cut nothing at or after it is kept
   * @param currency of the amounts
   * @throws BadInput if the file or any line cannot be used
   */
  static Orders read(Path file, Instant cut, String currency, Progress progress) {
    var reading = new Reading(cut.toEpochMilli());
    CsvFile.read(file, progress::step, header -> reading.rows(new RowReader(header, currency)));
    reading.bad.complain(file);
    if (reading.read == 0) throw new BadInput(file + " has a header but no lines");
    return reading.orders();
  }

  private static final class Reading {
    private final long cut;
    private final Bad bad = new Bad();
    private final Map<String, List<OrderRow>> rows = new HashMap<>();
    private long read;
    private long ignored;

    Reading(long cut) {
      this.cut = cut;
    }

    Consumer<CsvRecord> rows(RowReader reader) {
      return line -> {
        read++;
        try {
          keep(reader.customer(line), reader.row(line));
        } catch (IllegalArgumentException e) {
          bad.add(line.getStartingLineNumber(), String.valueOf(e.getMessage()));
        }
      };
    }

    private void keep(String customer, OrderRow row) {
      if (row.at() >= cut) ignored++;
      else rows.computeIfAbsent(customer, id -> new ArrayList<>(4)).add(row);
    }

    Orders orders() {
      rows.replaceAll((id, list) -> packed(list));
      return new Orders(new TreeMap<>(rows), read, ignored);
    }

    private static List<OrderRow> packed(List<OrderRow> rows) {
      rows.sort(OrderRow.BY_CONTENT);
      return PackedRows.of(rows);
    }
  }
}
