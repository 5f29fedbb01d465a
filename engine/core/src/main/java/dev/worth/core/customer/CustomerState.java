// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Everything remembered about one customer, and nothing else.
 *
 * <p>Facts of the newest one's UTC day and of the {@value #LATE_DAYS} days before it wait in the
 * <i>tail</i>, sorted by event time, and are summed anew when a late one slips in between. Older
 * ones are <i>settled</i>: summed in canonical order, for good. So any order of arrival inside the
 * window gives the same bytes, floating point included, and nothing older than the window can
 * change what was settled. The sums over both parts are in {@link #totals()}: added up when
 * somebody asks, over a long tail only what came since the last time.
 *
 * <p>Bounded: the tail holds at most {@value #LONGEST_TAIL} facts (beyond that the oldest settle
 * early and the window is shorter for this customer), everything else has a fixed size.
 */
public final class CustomerState {
  /**
   * How many UTC days before that of the customer's newest fact a late one may be. Fixed for the
   * life of a journal. Three, because phones send what they kept while they had no network, and
   * because the common web analytics take no older ones either.
   */
  public static final int LATE_DAYS = 3;

  /** However the newest fact lies in its day, a fact may be this much older. */
  public static final Duration LATENESS = Duration.ofDays(LATE_DAYS);

  static final int LONGEST_TAIL = 8_192;
  static final int REMEMBERED = 256;

  /** Sums over so short a tail are made anew each time: kept, they would outlive their use. */
  private static final int SOON_SUMMED = 32;

  static final int REMEMBERED_QUARANTINED = 64;
  static final int REMEMBERED_EXPOSURES = 64;

  /** Nothing is known. */
  public static final CustomerState UNKNOWN =
      new CustomerState(
          Totals.NONE,
          Tail.EMPTY,
          new long[0],
          new long[0],
          new long[0],
          new Summed(Totals.NONE, 0));

  final Totals settled;
  final Tail tail;
  final long[] settledIds;
  final long[] quarantined;
  final long[] exposures;

  /**
   * Moves on when asked for; whoever sees an older one adds up the same again, so no thread needs
   * to be told.
   */
  private Summed summed;

  /**
   * @param totals over what is settled and the oldest of the tail
   * @param count how many of the tail these are
   */
  private record Summed(Totals totals, int count) {
    /** After an entry came in at a place of the tail. */
    Summed inserted(int place, Totals settled) {
      return place < count ? new Summed(settled, 0) : this;
    }

    /** After the oldest of the tail were settled. */
    Summed cut(int cut, Totals settled) {
      return count < cut ? new Summed(settled, 0) : new Summed(totals, count - cut);
    }

    Summed upTo(Tail tail) {
      if (count == tail.size()) return this;
      return new Summed(totals.plus(tail.entries(count, tail.size())), tail.size());
    }
  }

  private CustomerState(
      Totals settled,
      Tail tail,
      long[] settledIds,
      long[] quarantined,
      long[] exposures,
      Summed summed) {
    this.settled = settled;
    this.tail = tail;
    this.settledIds = settledIds;
    this.quarantined = quarantined;
    this.exposures = exposures;
    this.summed = summed;
  }

  static CustomerState restore(
      Totals settled, Tail tail, long[] settledIds, long[] quarantined, long[] exposures) {
    return new CustomerState(
        settled, tail, settledIds, quarantined, exposures, new Summed(settled, 0));
  }

  /**
   * The state after a journaled event. Total: every event folds, in any order inside the window.
   */
  public CustomerState evolve(CustomerEvent event) {
    return switch (event) {
      case EventQuarantined e ->
          withQuarantined(Remembered.add(quarantined, e.key().hash(), REMEMBERED_QUARANTINED));
      case QuarantineReleased e ->
          withQuarantined(Remembered.remove(quarantined, e.released().hash()));
      case ExperimentExposed e ->
          withExposures(Remembered.add(exposures, e.key().hash(), REMEMBERED_EXPOSURES));
      case ForecastMade e -> this;
      case OutcomeReported e -> this;
      default -> fold(Entry.of(event));
    };
  }

  /** Sums over every fact folded so far. */
  public Totals totals() {
    Summed all = summed.upTo(tail);
    if (tail.size() > SOON_SUMMED) summed = all;
    return all.totals();
  }

  /** Whether a fact of this identity has been folded and is still remembered. */
  public boolean knows(EventKey key) {
    long hash = key.hash();
    return tail.contains(hash) || Remembered.contains(settledIds, hash);
  }

  /** Whether an order of this number has been folded and is still remembered. */
  public boolean knows(OrderId order) {
    long hash = Entry.hash(order.value());
    return settled.knowsOrder(hash) || tail.hasOrder(hash);
  }

  /** Whether the customer was exposed to that experiment, and it is still remembered. */
  public boolean hasExposure(EventKey key) {
    return Remembered.contains(exposures, key.hash());
  }

  public boolean hasQuarantined(EventKey key) {
    return Remembered.contains(quarantined, key.hash());
  }

  /** Whether a fact of that time comes too late to be folded exactly. */
  public boolean isTooLate(Instant at) {
    return !tail.isEmpty() && at.toEpochMilli() < oldestAccepted();
  }

  /** Facts before this moment come too late; the beginning of time for an unknown customer. */
  public Instant acceptsFrom() {
    return tail.isEmpty() ? Instant.MIN : Instant.ofEpochMilli(oldestAccepted());
  }

  /** When the newest fact happened, the beginning of time for an unknown customer. */
  public Instant newest() {
    return tail.isEmpty() ? Instant.MIN : tail.newest().instant();
  }

  private long oldestAccepted() {
    long byTime = Tail.start(oldestDay(tail));
    return tail.size() < LONGEST_TAIL ? byTime : Math.max(byTime, tail.oldest().at());
  }

  private static long oldestDay(Tail tail) {
    return Tail.day(tail.newest()) - LATE_DAYS;
  }

  private CustomerState fold(Entry entry) {
    Tail longer = tail.plus(entry);
    Summed still = summed.inserted(tail.before(entry), settled);
    int cut = Math.max(longer.size() - LONGEST_TAIL, longer.beforeDay(oldestDay(longer)));
    return cut <= 0
        ? new CustomerState(settled, longer, settledIds, quarantined, exposures, still)
        : settled(longer, cut, still);
  }

  private CustomerState settled(Tail longer, int cut, Summed before) {
    var leaving = longer.entries(0, cut);
    Totals more = settled.plus(leaving);
    long[] known = Remembered.addAll(settledIds, leaving, REMEMBERED);
    return new CustomerState(
        more, longer.without(cut), known, quarantined, exposures, before.cut(cut, more));
  }

  private CustomerState withQuarantined(long[] hashes) {
    return new CustomerState(settled, tail, settledIds, hashes, exposures, summed);
  }

  private CustomerState withExposures(long[] hashes) {
    return new CustomerState(settled, tail, settledIds, quarantined, hashes, summed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CustomerState that
        && Arrays.equals(StateCodec.encode(this), StateCodec.encode(that));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(StateCodec.encode(this));
  }
}
