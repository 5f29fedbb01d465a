// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.Mixture;
import dev.worth.core.scoring.renewal.RhythmTable;
import dev.worth.learning.btyd.PurchaseRecord;
import java.time.Instant;
import java.util.List;

/** Fits the whole {@link Mixture} of a shop to everything that was known before a cut. */
public final class MixtureFit {
  /**
   * Sleepers leave so that every further year of silence halves the chance of activity: a
   * regularity over 36 companies (Journal of Interactive Marketing, 2013). A history cannot tell
   * this rate.
   */
  static final double LEAVE = Math.log(2) / 365;

  /** The same for every shop, so made once. */
  private static final class Standard {
    static final RhythmTable TABLE = new RhythmTable(RhythmGrid.of(1, 2), LEAVE);
  }

  private static final double MOST_RETURNED = 0.9;
  private static final long DAY = 86_400;

  /**
   * Orders at or after {@code cut} are not looked at; customers with none before it are left out.
   *
   * @throws IllegalArgumentException if nobody has an order before the cut
   */
  public static Mixture fit(List<PurchaseRecord> customers, Instant cut) {
    var buyers = buyers(customers, cut);
    var table = Standard.TABLE;
    var clocks = Clocks.of(customers, Histories.of(buyers, day(cut)), table);
    return mixture(customers, buyers, table, clocks);
  }

  /** The same on the clocks of another fit, weighed as there; that fit itself for nobody. */
  public static Mixture like(Mixture other, List<PurchaseRecord> customers, Instant cut) {
    var buyers = known(customers, cut);
    if (buyers.isEmpty()) return other;
    var clocks = Clocks.like(other, Histories.of(buyers, day(cut)));
    return mixture(customers, buyers, other.rhythms(), clocks);
  }

  private static Mixture mixture(
      List<PurchaseRecord> customers, List<Buyer> buyers, RhythmTable table, Clocks clocks) {
    return new Mixture(
        table,
        clocks.members(table),
        CredibilityFit.fit(buyers).orElse(null),
        ordersPerPurchase(buyers),
        returnRatio(customers, buyers));
  }

  private static List<Buyer> buyers(List<PurchaseRecord> customers, Instant cut) {
    var buyers = known(customers, cut);
    if (buyers.isEmpty())
      throw new IllegalArgumentException("no order before " + cut + ": a model needs at least one");
    return buyers;
  }

  private static List<Buyer> known(List<PurchaseRecord> customers, Instant cut) {
    return customers.stream().map(c -> Buyer.of(c, cut)).filter(b -> b.days().length > 0).toList();
  }

  private static int day(Instant cut) {
    return (int) Math.floorDiv(cut.getEpochSecond() + DAY - 1, DAY);
  }

  /** A mean over customers: one account that orders all day long must not speak for the others. */
  private static double ordersPerPurchase(List<Buyer> buyers) {
    return buyers.stream()
        .mapToDouble(b -> (double) b.orders() / b.days().length)
        .average()
        .orElse(1);
  }

  private static double returnRatio(List<PurchaseRecord> customers, List<Buyer> buyers) {
    double gross = 0;
    for (Buyer buyer : buyers) for (double amount : buyer.amounts()) gross += amount;
    double returned = customers.stream().mapToDouble(PurchaseRecord::returned).sum();
    return gross <= 0 ? 0 : Math.min(MOST_RETURNED, returned / gross);
  }

  private MixtureFit() {}
}
