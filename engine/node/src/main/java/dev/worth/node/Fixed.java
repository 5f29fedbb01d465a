// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What may never change once a journal has been written: amounts in it are in one currency, and its
 * customers are spread over one number of shards. Kept in a small file beside the journal.
 */
final class Fixed {
  private static final String FILE = "fixed-for-life";

  /**
   * Writes the settings beside a new journal, compares them beside an old one.
   *
   * @throws IllegalArgumentException naming the setting that differs
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  static void check(Settings settings) {
    var wanted = new LinkedHashMap<String, String>();
    wanted.put("worth.currency", settings.currency());
    wanted.put("worth.shards", Integer.toString(settings.shards()));
    Path file = settings.dataDir().resolve(FILE);
    try {
      if (Files.exists(file)) compare(read(file), wanted, file);
      else write(file, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the data folder %s cannot be used (%s): give this user the right to read and write there, or set worth.data-dir"
              .formatted(settings.dataDir(), e),
          e);
    }
  }

  private static void compare(Map<String, String> found, Map<String, String> wanted, Path file) {
    wanted.forEach(
        (key, value) -> {
          if (value.equals(found.get(key))) return;
          throw new IllegalArgumentException(
              "%s is %s, but the journal beside %s was begun with %s: set that, or another worth.data-dir"
                  .formatted(key, value, file, found.get(key)));
        });
  }

  private static Map<String, String> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip(), (a, b) -> b));
  }

  private static void write(Path file, Map<String, String> values) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(FILE + ".new");
    Files.write(
        fresh, values.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Fixed() {}
}
