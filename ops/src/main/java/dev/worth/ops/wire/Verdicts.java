// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.wire;

import dev.worth.protocol.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of everything sent, counted, with the first things that went wrong. Thread-safe. */
public final class Verdicts {
  private static final int SHOWN = 10;

  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private final List<String> problems = new ArrayList<>();
  private long repeats;

  synchronized void add(Verdict verdict) {
    counts.merge(verdict, 1L, Long::sum);
  }

  /** Of a fact that was not accepted. */
  synchronized void problem(String text) {
    if (problems.size() < SHOWN) problems.add(text);
  }

  /** Lines that had to be sent once more. */
  synchronized void repeated(long lines) {
    repeats += lines;
  }

  public synchronized long of(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  public synchronized long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public synchronized long repeats() {
    return repeats;
  }

  /** The first few. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /** Whether every fact is on disk, be it for the first time or not. */
  public boolean isClean() {
    return of(Verdict.QUARANTINED) + of(Verdict.REJECTED) == 0;
  }

  @Override
  public String toString() {
    return "%,d accepted, %,d duplicate, %,d quarantined, %,d rejected"
        .formatted(
            of(Verdict.ACCEPTED),
            of(Verdict.DUPLICATE),
            of(Verdict.QUARANTINED),
            of(Verdict.REJECTED));
  }
}
