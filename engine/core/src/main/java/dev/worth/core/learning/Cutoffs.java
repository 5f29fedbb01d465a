// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import dev.worth.core.customer.CustomerState;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments at which the shop's customers are looked at to learn from: the same ones for
 * everybody and for ever, counted from a Monday, 00:00 UTC. "Now" is always the shop's own time,
 * the newest moment any fact tells of.
 *
 * @param every from one cut-off to the next
 * @param horizonDays how long after it is waited for the label
 * @param kept how many of the newest cut-offs are remembered
 */
public record Cutoffs(Duration every, double horizonDays, int kept) {
  private static final long MONDAY = Instant.parse("1970-01-05T00:00:00Z").toEpochMilli();

  public Cutoffs {
    if (every.toMillis() < 1 || kept < 1)
      throw new IllegalArgumentException(
          "cut-offs every %s, %d of them kept: set a time such as 7d, and at least 1"
              .formatted(every, kept));
    new Cutoff(Instant.EPOCH, horizonDays);
  }

  /** The newest one that is not after a moment. */
  public Instant latest(Instant moment) {
    long step = every.toMillis();
    return Instant.ofEpochMilli(
        Math.floorDiv(moment.toEpochMilli() - MONDAY, step) * step + MONDAY);
  }

  /** The oldest one that is still remembered at a moment. */
  public Instant oldest(Instant moment) {
    return latest(moment).minusMillis(every.toMillis() * (kept - 1L));
  }

  /** Those after one moment and not after another, the oldest first; only remembered ones. */
  public List<Instant> between(Instant after, Instant upTo) {
    var found = new ArrayList<Instant>();
    Instant oldest = oldest(upTo);
    for (Instant c = latest(upTo); c.isAfter(after) && !c.isBefore(oldest); c = c.minus(every))
      found.addFirst(c);
    return found;
  }

  public Cutoff at(Instant cutoff) {
    return new Cutoff(cutoff, horizonDays);
  }

  /** The cut-offs not after this moment have had their horizon, and the time for late facts. */
  public Instant dueBy(Instant moment) {
    Duration horizon = Duration.between(Instant.EPOCH, at(Instant.EPOCH).end());
    return moment.minus(horizon).minus(CustomerState.LATENESS);
  }

  /**
   * Where a customer stands in the order in which a cut-off's customers are drawn: those who come
   * first are taken. By hash, so that nothing but the two names decides.
   */
  public static long place(CustomerId customer, Instant cutoff) {
    return new EventKey("cutoff-" + cutoff.toEpochMilli(), customer.value()).hash();
  }
}
