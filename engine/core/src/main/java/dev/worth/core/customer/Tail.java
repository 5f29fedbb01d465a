// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Facts that a late one may still come before, in canonical order. They lie in blocks of one UTC
 * day, so a new fact copies only those of its own day, and days settle whole.
 */
final class Tail {
  static final Tail EMPTY = new Tail(new Day[0], 0);
  private static final long DAY_MILLIS = 86_400_000;

  /**
   * @param number days since 1970
   * @param entries in canonical order, at least one
   * @param ids their identities, side by side in memory: every new fact is looked up among them
   */
  private record Day(long number, Entry[] entries, long[] ids) {
    static Day of(long number, Entry[] entries) {
      return new Day(number, entries, Arrays.stream(entries).mapToLong(Entry::id).toArray());
    }

    Day plus(Entry entry) {
      int place = place(entry);
      Entry[] longer = new Entry[entries.length + 1];
      System.arraycopy(entries, 0, longer, 0, place);
      longer[place] = entry;
      System.arraycopy(entries, place, longer, place + 1, entries.length - place);
      return new Day(number, longer, Remembered.insert(ids, entry.id(), place));
    }

    int place(Entry entry) {
      int place = entries.length;
      while (place > 0 && entries[place - 1].compareTo(entry) > 0) place--;
      return place;
    }

    int size() {
      return entries.length;
    }
  }

  /** Oldest first. */
  private final Day[] days;

  private final int size;

  private Tail(Day[] days, int size) {
    this.days = days;
    this.size = size;
  }

  /** A tail of entries in canonical order. */
  static Tail of(Entry[] entries) {
    var days = new ArrayList<Day>();
    for (int from = 0, to = 0; from < entries.length; from = to) {
      long number = day(entries[from]);
      while (to < entries.length && day(entries[to]) == number) to++;
      days.add(Day.of(number, Arrays.copyOfRange(entries, from, to)));
    }
    return new Tail(days.toArray(new Day[0]), entries.length);
  }

  static long day(Entry entry) {
    return Math.floorDiv(entry.at(), DAY_MILLIS);
  }

  /** The first moment of a day, milliseconds since 1970. */
  static long start(long day) {
    return day * DAY_MILLIS;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Entry oldest() {
    return days[0].entries()[0];
  }

  Entry newest() {
    Entry[] last = days[days.length - 1].entries();
    return last[last.length - 1];
  }

  boolean contains(long id) {
    for (Day day : days) if (Remembered.contains(day.ids(), id)) return true;
    return false;
  }

  boolean hasOrder(long order) {
    for (Day day : days)
      for (Entry e : day.entries())
        if (e.kind() == Kind.ORDER_PLACED && e.ref() == order) return true;
    return false;
  }

  Tail plus(Entry entry) {
    int block = blocksBefore(day(entry));
    boolean known = block < days.length && days[block].number() == day(entry);
    Day[] next = known ? days.clone() : opened(block);
    next[block] = known ? days[block].plus(entry) : Day.of(day(entry), new Entry[] {entry});
    return new Tail(next, size + 1);
  }

  /** Room for one more block at a place. */
  private Day[] opened(int block) {
    Day[] next = Arrays.copyOf(days, days.length + 1);
    System.arraycopy(days, block, next, block + 1, days.length - block);
    return next;
  }

  /** How many entries stand before a new one. */
  int before(Entry entry) {
    int block = blocksBefore(day(entry));
    boolean known = block < days.length && days[block].number() == day(entry);
    return sizeOf(block) + (known ? days[block].place(entry) : 0);
  }

  /** How many entries are of a day before that one. */
  int beforeDay(long day) {
    return sizeOf(blocksBefore(day));
  }

  private int blocksBefore(long day) {
    int block = days.length;
    while (block > 0 && days[block - 1].number() >= day) block--;
    return block;
  }

  private int sizeOf(int blocks) {
    int sum = 0;
    for (int i = 0; i < blocks; i++) sum += days[i].size();
    return sum;
  }

  /** The tail less so many of its oldest. */
  Tail without(int oldest) {
    int block = 0;
    int left = oldest;
    while (block < days.length && days[block].size() <= left) left -= days[block++].size();
    Day[] rest = Arrays.copyOfRange(days, block, days.length);
    if (left > 0) {
      Entry[] entries = rest[0].entries();
      rest[0] = Day.of(rest[0].number(), Arrays.copyOfRange(entries, left, entries.length));
    }
    return new Tail(rest, size - oldest);
  }

  /** The entries from one place to another, the last not among them. */
  List<Entry> entries(int from, int to) {
    var some = new ArrayList<Entry>(to - from);
    int start = 0;
    for (Day day : days) {
      int first = Math.max(from - start, 0);
      int end = Math.min(to - start, day.size());
      if (first < end) some.addAll(Arrays.asList(day.entries()).subList(first, end));
      start += day.size();
    }
    return some;
  }

  List<Entry> entries() {
    return entries(0, size);
  }
}
