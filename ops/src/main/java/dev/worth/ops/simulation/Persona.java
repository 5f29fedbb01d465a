// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import java.time.Instant;
import java.util.List;

/**
 * The hidden truth about one simulated customer, drawn once.
 *
 * @param customer the id in the facts
 * @param joined first visit
 * @param leaves when the customer is lost for good, often after the end of the simulation
 * @param orderRate orders per seasonal day while awake, without coupon
 * @param conversion share of visits that end in an order, without coupon
 * @param sleeper whether orders are sometimes followed by long silence
 * @param basket mean number of lines beyond the first
 * @param taste 0 to 1, lean to dearer things
 * @param favourites the two categories most bought from
 * @param couponLift a valid coupon multiplies the conversion by 1 plus this
 * @param hourShift this customer's day runs so many hours later than the shop's
 * @param fraud whether it is an abuser
 */
public record Persona(
    String customer,
    Instant joined,
    Instant leaves,
    double orderRate,
    double conversion,
    boolean sleeper,
    double basket,
    double taste,
    List<Integer> favourites,
    double couponLift,
    int hourShift,
    boolean fraud) {
  /** Share of abusers. */
  public static final double FRAUD = 0.015;

  /** Share of people who only ever look. */
  public static final double BROWSERS = 0.12;

  /** Share whose orders are sometimes followed by long silence. */
  public static final double SLEEPERS = 0.25;

  /** Share whom a coupon moves, and how it multiplies their conversion. */
  public static final double PERSUADABLE = 0.4;

  public static final double PERSUADED_LIFT = 1.0;

  /** Mean orders per day while awake and alive, and the shape of its gamma distribution. */
  public static final double MEAN_RATE = 0.03;

  public static final double RATE_SHAPE = 1.1;

  /** Mean life time in days is drawn from a log-normal of this median. */
  private static final double LIFE_MEDIAN = 240;

  static Persona draw(Shop shop, int index, Dice dice) {
    Instant joined = joined(shop, dice);
    String id = "c%06d".formatted(index);
    return dice.chance(FRAUD) ? abuser(id, joined, dice) : honest(id, joined, dice);
  }

  private static Persona honest(String id, Instant joined, Dice dice) {
    double rate = dice.chance(BROWSERS) ? 0 : dice.gamma(RATE_SHAPE) * MEAN_RATE / RATE_SHAPE;
    return new Persona(
        id,
        joined,
        later(joined, dice.exponential(dice.logNormal(LIFE_MEDIAN, 0.6))),
        rate,
        0.15 + 0.7 * dice.beta(2, 3),
        dice.chance(SLEEPERS),
        dice.logNormal(0.7, 0.5),
        dice.beta(2, 2),
        favourites(dice),
        dice.chance(PERSUADABLE) ? PERSUADED_LIFT : 0,
        dice.below(3),
        false);
  }

  private static Persona abuser(String id, Instant joined, Dice dice) {
    return new Persona(
        id,
        joined,
        later(joined, 3 + dice.exponential(18)),
        0.4,
        0.8,
        false,
        0.5,
        0.95,
        List.of(Catalogue.MOST_RESOLD, Catalogue.MOST_RESOLD),
        0,
        6,
        true);
  }

  /** More of them early, so that most have a history to learn from. */
  private static Instant joined(Shop shop, Dice dice) {
    return later(shop.start(), StrictMath.pow(dice.uniform(), 1.5) * shop.days());
  }

  private static List<Integer> favourites(Dice dice) {
    return List.of(dice.below(Catalogue.CATEGORIES), dice.below(Catalogue.CATEGORIES));
  }

  private static Instant later(Instant from, double days) {
    return from.plusMillis((long) (days * 86_400_000));
  }

  boolean buys() {
    return orderRate > 0;
  }

  /** Visits per seasonal day; people who never buy look in every three weeks. */
  double visitRate() {
    return buys() ? orderRate / conversion : 1 / 21.0;
  }
}
