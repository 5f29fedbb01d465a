// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.ingest.Ingest;
import dev.worth.node.ingest.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.util.ByteString;

/**
 * Cuts a stream of bytes into lines, and these into chunks. What arrives together stays together,
 * so that one write to the disk serves it all; a sender that waits after each line is served at
 * once.
 */
final class Lines implements Function<ByteString, Iterable<Lines.Chunk>> {
  /** Most lines in one chunk. */
  static final int MOST = 500;

  /** Ends a stream: its last line need not end in a newline. */
  static final ByteString END = ByteString.fromString("\n");

  private static final byte[] NOTHING = {};

  private byte[] begun = NOTHING;
  private long number;

  /**
   * One line.
   *
   * @param number counts from 1, blank lines too
   * @param from first byte
   * @param to first byte after it
   */
  record Line(long number, int from, int to) {}

  /** Lines that are handled together. */
  record Chunk(byte[] bytes, List<Line> lines) {
    List<Reading> read(Ingest ingest, Instant now) {
      var readings = new ArrayList<Reading>(lines.size());
      for (var line : lines) readings.add(ingest.read(bytes, line.from(), line.to(), now));
      return readings;
    }
  }

  @Override
  public Iterable<Chunk> apply(ByteString arrived) {
    byte[] bytes = joined(arrived.toArrayUnsafe());
    var chunks = new ArrayList<Chunk>(2);
    int from = 0;
    var lines = new ArrayList<Line>();
    for (int i = begun.length; i < bytes.length; i++) {
      if (bytes[i] != '\n') continue;
      number++;
      if (!Ingest.isBlank(bytes, from, i)) lines.add(new Line(number, from, i));
      from = i + 1;
      if (lines.size() < MOST) continue;
      chunks.add(new Chunk(bytes, lines));
      lines = new ArrayList<>();
    }
    if (!lines.isEmpty()) chunks.add(new Chunk(bytes, lines));
    begun = rest(bytes, from);
    return chunks;
  }

  private byte[] joined(byte[] arrived) {
    if (begun.length == 0) return arrived;
    byte[] joined = Arrays.copyOf(begun, begun.length + arrived.length);
    System.arraycopy(arrived, 0, joined, begun.length, arrived.length);
    return joined;
  }

  /** Of a line beyond the limit only so much is kept as shows that it is. */
  private static byte[] rest(byte[] bytes, int from) {
    int kept = Math.min(bytes.length - from, HttpSettings.LARGEST_EVENT + 1);
    return Arrays.copyOfRange(bytes, from, from + kept);
  }
}
