// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.importing;

import dev.worth.ops.terminal.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lines of an NDJSON file in event-time order. A file that is in order already is streamed; any
 * other is sorted in memory.
 */
final class FactLines {
  /** Hands over every line in order. */
  static void each(String file, Consumer<FactLine> taker) throws IOException {
    if (!file.equals("-") && isInOrder(file)) read(file, taker);
    else sorted(file).forEach(taker);
  }

  private static boolean isInOrder(String file) throws IOException {
    var latest =
        new Object() {
          Instant at = Instant.MIN;
          boolean broken;
        };
    read(
        file,
        line -> {
          latest.broken |= !line.at().equals(FactLine.UNKNOWN) && line.at().isBefore(latest.at);
          if (line.at().isAfter(latest.at)) latest.at = line.at();
        });
    return !latest.broken;
  }

  /** Lines without a time stay first, in their order. */
  private static List<FactLine> sorted(String file) throws IOException {
    var lines = new ArrayList<FactLine>();
    read(file, lines::add);
    lines.sort(Comparator.comparing(FactLine::at));
    return lines;
  }

  private static void read(String file, Consumer<FactLine> taker) throws IOException {
    try (InputStream in = Streams.read(file)) {
      byte[] buffer = new byte[1 << 16];
      var line = new ByteArrayOutputStream(512);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        int from = 0;
        for (int i = 0; i < n; i++) {
          if (buffer[i] != '\n') continue;
          line.write(buffer, from, i + 1 - from);
          hand(line, taker);
          from = i + 1;
        }
        line.write(buffer, from, n - from);
      }
      if (line.size() > 0) line.write('\n');
      hand(line, taker);
    }
  }

  private static void hand(ByteArrayOutputStream line, Consumer<FactLine> taker) {
    byte[] bytes = line.toByteArray();
    line.reset();
    if (!isBlank(bytes)) taker.accept(FactLine.of(bytes));
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) if (b > ' ' || b < 0) return false;
    return true;
  }

  private FactLines() {}
}
