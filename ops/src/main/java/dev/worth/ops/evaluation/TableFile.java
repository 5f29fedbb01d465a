// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.worth.learning.table.Table;
import dev.worth.ops.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A whole CSV file as a table of texts. */
final class TableFile {
  /** A number as it is written where semicolons part the fields. */
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");

  private final CsvFile.Header header;
  private final Bad bad = new Bad();
  private final List<List<String>> columns = new ArrayList<>();

  /** Equal cells share one text: most tables say few things often. */
  private final Map<String, String> shared = new HashMap<>();

  private TableFile(CsvFile.Header header) {
    this.header = header;
    for (int i = 0; i < header.size(); i++) columns.add(new ArrayList<>());
  }

  /**
   * @throws BadInput if there is no such file, it is no CSV, or it has no rows
   */
  static Table read(Path file) {
    var made = new ArrayList<TableFile>();
    try (var progress = Progress.of("reading " + file.getFileName(), size(file))) {
      CsvFile.read(
          file,
          progress::step,
          header -> {
            var table = new TableFile(header);
            made.add(table);
            return table::add;
          });
    }
    return made.getFirst().table();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }

  private void add(CsvRecord row) {
    if (row.getFieldCount() == 1 && row.getField(0).isBlank()) return;
    if (row.getFieldCount() != columns.size()) {
      bad.add(
          row.getStartingLineNumber(),
          row.getFieldCount() + " fields, the header has " + columns.size());
      return;
    }
    for (int i = 0; i < columns.size(); i++) columns.get(i).add(shared(row.getField(i)));
  }

  private String shared(String field) {
    String cell = Table.cell(field);
    if (header.separator() != ',' && DECIMAL_COMMA.matcher(cell).matches())
      cell = cell.replace(',', '.');
    return same(cell);
  }

  private String same(String cell) {
    if (shared.size() > 100_000) return cell;
    return shared.computeIfAbsent(cell, same -> same);
  }

  private Table table() {
    bad.complain(header.file());
    var names = new ArrayList<String>();
    for (int i = 0; i < header.size(); i++) names.add(header.name(i));
    var seen = new HashSet<String>();
    for (String name : names)
      if (!seen.add(name))
        throw new BadInput(header.file() + " has two columns '" + name + "': keep one");
    if (columns.getFirst().isEmpty())
      throw new BadInput(header.file() + " has a header and no rows");
    return new Table(names, columns.stream().map(c -> c.toArray(String[]::new)).toList());
  }
}
