// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;
import java.util.List;

/**
 * The newest events in event-time order, twelve bytes each: what a sequence model reads.
 *
 * @param heads time in seconds (32 bits), kind (8), category bucket (8), channel (8), spare (8),
 *     oldest first
 * @param amounts in minor units of the shop's currency, 0 when the kind has none
 */
public record Ring(long[] heads, float[] amounts) {
  static final int MOST = 64;
  static final Ring NONE = new Ring(new long[0], new float[0]);

  /** One remembered event; the amount is in minor units of the shop's currency. */
  public record Event(long epochSecond, Kind kind, int category, int channel, float amount) {}

  /** With further events, none before any here; the oldest make room. */
  Ring plus(List<Entry> entries) {
    int fresh = Math.min(entries.size(), MOST);
    int kept = Math.min(heads.length, MOST - fresh);
    long[] nextHeads = new long[kept + fresh];
    float[] nextAmounts = new float[kept + fresh];
    System.arraycopy(heads, heads.length - kept, nextHeads, 0, kept);
    System.arraycopy(amounts, amounts.length - kept, nextAmounts, 0, kept);
    for (int i = 0; i < fresh; i++) {
      Entry entry = entries.get(entries.size() - fresh + i);
      nextHeads[kept + i] = head(entry);
      nextAmounts[kept + i] = entry.minor();
    }
    return new Ring(nextHeads, nextAmounts);
  }

  public int size() {
    return heads.length;
  }

  /** The i-th event, 0 being the oldest kept. */
  public Event get(int i) {
    long h = heads[i];
    return new Event(
        h >> 32,
        Kind.of((int) (h >>> 24) & 255),
        (int) (h >>> 16) & 255,
        (int) (h >>> 8) & 255,
        amounts[i]);
  }

  private static long head(Entry e) {
    long second = Math.floorDiv(e.at(), 1000L);
    return second << 32
        | (long) e.kind().ordinal() << 24
        | (long) e.category() << 16
        | (long) e.channel() << 8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ring that
        && Arrays.equals(heads, that.heads)
        && Arrays.equals(amounts, that.amounts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(heads);
  }
}
