// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * The shop's campaigns: every {@value #EVERY_DAYS} days each customer gets a coupon or not, by a
 * fair coin, so that the effect can be measured and compared with the truth.
 */
public final class Coupons {
  static final int EVERY_DAYS = 30;
  static final int VALID_DAYS = 14;
  private static final int FIRST_DAY = 10;
  private static final int AT_HOUR = 7;
  private static final long CAMPAIGN_STREAM = 0x636f75706f6eL;

  /** Share of the customers of a campaign that get one. */
  public static final double TREATED = 0.5;

  /** Share of the goods' value a coupon takes off, in per cent. */
  static final int PER_CENT = 10;

  private final Shop shop;

  Coupons(Shop shop) {
    this.shop = shop;
  }

  /** How many campaigns start before a moment. */
  int startedBefore(Instant moment) {
    long hours = Duration.between(start(0), moment).toHours();
    return hours < 0 ? 0 : (int) (hours / 24 / EVERY_DAYS) + 1;
  }

  Instant start(int campaign) {
    return shop.start()
        .plus(Duration.ofDays(FIRST_DAY + (long) campaign * EVERY_DAYS))
        .plus(Duration.ofHours(AT_HOUR));
  }

  Instant expires(int campaign) {
    return start(campaign).plus(Duration.ofDays(VALID_DAYS));
  }

  /** Whether the coin fell for this customer. */
  boolean isTreated(String customer, int campaign) {
    return new Dice(shop.seed() ^ CAMPAIGN_STREAM, customer.hashCode() * 4096L + campaign)
        .chance(TREATED);
  }

  static String code(int campaign) {
    return "SAVE%d-%02d".formatted(PER_CENT, campaign + 1);
  }

  static String name(int campaign) {
    return "campaign-%02d".formatted(campaign + 1);
  }
}
