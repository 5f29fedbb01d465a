// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.OrderLine;
import java.time.Instant;
import java.util.List;

/**
 * A fact cut down to what folding needs: at most 80 bytes, no text.
 *
 * @param id hash of (source, id)
 * @param at milliseconds since 1970, UTC
 * @param minor the amount in minor units of the shop's currency, 0 when the kind has none
 * @param aux a second number: discount of an order in minor units, dwell in milliseconds, hits of a
 *     search
 * @param count a small number: units, rating, lower end of the age band, consent bits
 * @param ref hash of what the fact points at: order, device, instrument, coupon, region
 * @param other hash of a second thing it points at: network of a sign-in
 * @param mix units per category bucket, sixteen buckets of four bits
 * @param channel hash of the source, four bits
 */
record Entry(
    long id,
    long at,
    Kind kind,
    long minor,
    long aux,
    int count,
    long ref,
    long other,
    long mix,
    int channel)
    implements Comparable<Entry> {
  static final int CATEGORIES = 16;

  /** The canonical order of facts: by time, then by identity. Folding always happens in it. */
  @Override
  public int compareTo(Entry that) {
    int byTime = Long.compare(at, that.at);
    return byTime != 0 ? byTime : Long.compare(id, that.id);
  }

  static Entry of(CustomerEvent event) {
    return switch (event) {
      case ProfileUpdated e ->
          plain(e, Kind.PROFILE_UPDATED)
              .with(ageFrom(e.ageBand()))
              .with(hash(e.region()), e.gender().ordinal());
      case SignedIn e -> plain(e, Kind.SIGNED_IN).with(hash(e.device()), hash(e.network()));
      case PageViewed e -> plain(e, Kind.PAGE_VIEWED).money(0, e.dwellMillis());
      case ProductViewed e -> plain(e, Kind.PRODUCT_VIEWED).mixed(mix(e.category(), 1));
      case ProductsSearched e -> plain(e, Kind.SEARCHED).money(0, e.results());
      case ElementClicked e -> plain(e, Kind.CLICKED);
      case FavouriteAdded e -> plain(e, Kind.FAVOURITE_ADDED).mixed(mix(e.category(), 1));
      case FavouriteRemoved e -> plain(e, Kind.FAVOURITE_REMOVED);
      case CartItemAdded e ->
          plain(e, Kind.CART_ADDED)
              .with(e.quantity())
              .money(e.price().minor() * e.quantity(), 0)
              .mixed(mix(e.category(), e.quantity()));
      case CartItemRemoved e ->
          plain(e, Kind.CART_REMOVED).with(e.quantity()).money(e.price().minor() * e.quantity(), 0);
      case CheckoutStarted e -> plain(e, Kind.CHECKOUT_STARTED).money(e.value().minor(), 0);
      case OrderPlaced e ->
          plain(e, Kind.ORDER_PLACED)
              .with(units(e.lines()))
              .with(hash(e.order().value()), hash(e.coupon()))
              .money(e.total().minor(), e.discount().minor())
              .mixed(mix(e.lines()));
      case OrderCancelled e -> plain(e, Kind.ORDER_CANCELLED).with(hash(e.order().value()), 0);
      case OrderRefunded e ->
          plain(e, Kind.ORDER_REFUNDED).with(hash(e.order()), 0).money(e.amount().minor(), 0);
      case PaymentAttempted e ->
          plain(e, Kind.PAYMENT_ATTEMPTED)
              .with(hash(e.instrument()), 0)
              .money(e.amount().minor(), 0);
      case PaymentCaptured e ->
          plain(e, Kind.PAYMENT_CAPTURED)
              .with(hash(e.instrument()), 0)
              .money(e.amount().minor(), 0);
      case PaymentFailed e ->
          plain(e, Kind.PAYMENT_FAILED).with(hash(e.instrument()), 0).money(e.amount().minor(), 0);
      case CouponIssued e -> plain(e, Kind.COUPON_ISSUED).with(hash(e.coupon().value()), 0);
      case CouponApplied e ->
          plain(e, Kind.COUPON_APPLIED)
              .with(hash(e.coupon().value()), 0)
              .money(e.discount().minor(), 0);
      case CouponDenied e -> plain(e, Kind.COUPON_DENIED).with(hash(e.coupon().value()), 0);
      case ProductReviewed e -> plain(e, Kind.REVIEWED).with(e.rating());
      case ConsentChanged e ->
          plain(e, Kind.CONSENT_CHANGED)
              .with((e.personalisation() ? 1 : 0) | (e.marketing() ? 2 : 0));
      case EventQuarantined e ->
          throw new IllegalArgumentException("a quarantined fact is not folded: " + e.key());
      case QuarantineReleased e ->
          throw new IllegalArgumentException("a release is not folded: " + e.key());
      case ExperimentExposed e ->
          throw new IllegalArgumentException("an exposure is not folded: " + e.key());
      case ForecastMade e ->
          throw new IllegalArgumentException("a forecast is not folded: " + e.key());
      case OutcomeReported e ->
          throw new IllegalArgumentException("an outcome is not folded: " + e.key());
    };
  }

  Instant instant() {
    return Instant.ofEpochMilli(at);
  }

  /** The busiest category bucket of the fact, 0 when it has none. */
  int category() {
    int best = 0;
    for (int i = 1; i < CATEGORIES; i++) if (units(i) > units(best)) best = i;
    return best;
  }

  int units(int category) {
    return (int) (mix >>> (4 * category)) & 15;
  }

  /** 64-bit hash of a text; 0 for the empty one, which means unknown. */
  static long hash(String text) {
    return text.isEmpty() ? 0 : new EventKey("-", text).hash();
  }

  private static Entry plain(CustomerEvent event, Kind kind) {
    int channel = event.key().source().hashCode();
    return new Entry(
        event.key().hash(),
        event.at().toEpochMilli(),
        kind,
        0,
        0,
        0,
        0,
        0,
        0,
        (channel ^ channel >>> 16) & 15);
  }

  private Entry with(int count) {
    return new Entry(id, at, kind, minor, aux, count, ref, other, mix, channel);
  }

  private Entry with(long ref, long other) {
    return new Entry(id, at, kind, minor, aux, count, ref, other, mix, channel);
  }

  private Entry money(long minor, long aux) {
    return new Entry(id, at, kind, minor, aux, count, ref, other, mix, channel);
  }

  private Entry mixed(long mix) {
    return new Entry(id, at, kind, minor, aux, count, ref, other, mix, channel);
  }

  private static long mix(String category, int units) {
    if (category.isEmpty()) return 0;
    int bucket = (int) (hash(category) & (CATEGORIES - 1));
    return (long) Math.min(15, units) << (4 * bucket);
  }

  private static long mix(List<OrderLine> lines) {
    int[] units = new int[CATEGORIES];
    for (OrderLine line : lines) {
      if (!line.category().isEmpty())
        units[(int) (hash(line.category()) & (CATEGORIES - 1))] += line.quantity();
    }
    long mix = 0;
    for (int i = 0; i < CATEGORIES; i++) mix |= (long) Math.min(15, units[i]) << (4 * i);
    return mix;
  }

  private static int units(List<OrderLine> lines) {
    return lines.stream().mapToInt(OrderLine::quantity).sum();
  }

  /** The first number of an age band such as "25-34" or "65+"; 0 when there is none. */
  private static int ageFrom(String band) {
    int end = 0;
    while (end < band.length() && end < 3 && Character.isDigit(band.charAt(end))) end++;
    return end == 0 ? 0 : Integer.parseInt(band.substring(0, end));
  }
}
