// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.List;
import java.util.function.Consumer;

/**
 * Reads all events of a journal, past those that are damaged. Where a page of the file is lost,
 * SQLite cannot say which events stood on it: there one ordering after the other is tried, until
 * one can be read again.
 */
final class Scan {
  private static final int PAGE = 1_000;

  private final JournalReader journal;
  private final Consumer<StoredEvent> sound;
  private final Consumer<DamagedEvent> damaged;
  private final long last;
  private long after;
  private int limit = PAGE;
  private long lostFrom;

  Scan(JournalReader journal, Consumer<StoredEvent> sound, Consumer<DamagedEvent> damaged) {
    this.journal = journal;
    this.sound = sound;
    this.damaged = damaged;
    last = journal.lastOrdering();
  }

  void run() {
    while (after < last) {
      try {
        next(journal.eventsOrDamage(after, limit));
      } catch (DamagedJournalException e) {
        skip(e);
      }
    }
    tellLost("the file ends");
  }

  private void next(List<Object> page) {
    if (page.isEmpty()) {
      after = last;
      return;
    }
    tellLost("ordering " + ordering(page.getFirst()));
    page.forEach(this::hand);
    after = ordering(page.getLast());
    limit = Math.min(PAGE, 2 * limit);
  }

  private static long ordering(Object one) {
    return one instanceof StoredEvent event ? event.ordering() : ((DamagedEvent) one).ordering();
  }

  private void hand(Object one) {
    if (one instanceof StoredEvent event) sound.accept(event);
    else damaged.accept((DamagedEvent) one);
  }

  /** First fewer at once, then past the one that cannot be read. */
  private void skip(DamagedJournalException e) {
    if (limit > 1) {
      limit = Math.max(1, limit / 10);
      return;
    }
    after++;
    if (lostFrom == 0) lostFrom = after;
  }

  private void tellLost(String until) {
    if (lostFrom == 0) return;
    String why = "from ordering %d until %s no event can be read".formatted(lostFrom, until);
    damaged.accept(new DamagedEvent(lostFrom, "", why));
    lostFrom = 0;
  }
}
