// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.worth.learning.table.TableResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of a table job as files, whole or not at all.
 *
 * @param id name of the column that names the rows
 * @param ids of the rows
 */
record TableAnswers(String id, String[] ids, TableResult result) {
  private static final double LEAST_PROBABILITY = 1e-6;

  /** A probability under the name people use and that of the evaluation protocol. */
  void write(Path file) throws IOException {
    boolean binary = !result.positive().isEmpty();
    var rows = new ArrayList<List<String>>();
    rows.add(binary ? List.of(id, "p", "p_purchase") : List.of(id, "expected"));
    for (int i = 0; i < ids.length; i++) {
      double answer = result.answers()[i];
      String p = number(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, answer)));
      rows.add(binary ? List.of(ids[i], p, p) : List.of(ids[i], number(answer)));
    }
    write(file, rows);
  }

  /** What each column adds to the log-odds or mean of each row. */
  void explain(Path file) throws IOException {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < ids.length; i++) {
      var explained = result.explained().get(i);
      if (i == 0) {
        var header = new ArrayList<>(List.of(id, "score", "base"));
        header.addAll(explained.parts().keySet());
        rows.add(header);
      }
      var row = new ArrayList<String>();
      row.add(ids[i]);
      row.add(Double.toString(explained.raw()));
      row.add(Double.toString(explained.base()));
      explained.parts().values().forEach(part -> row.add(Double.toString(part)));
      rows.add(row);
    }
    write(file, rows);
  }

  static void write(Path file, List<List<String>> rows) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    var unfinished =
        Files.createTempFile(folder == null ? file.toAbsolutePath() : folder, ".table", ".csv");
    try {
      try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(unfinished)) {
        for (var row : rows) csv.writeRecord(row);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  static String number(double value) {
    return Double.toString(Math.rint(value * 1e7) / 1e7);
  }
}
