// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything summed over a customer's facts, in the canonical order of {@link Entry}. A value:
 * adding a fact gives a new one that shares what did not change. Times are milliseconds since 1970,
 * money is in minor units of the shop's currency.
 *
 * <p>Long because every sum and the rule that fills it stand in one place.
 */
public final class Totals {
  static final long NEVER = Long.MIN_VALUE;
  private static final long DAY = 86_400_000L;
  static final Totals NONE = new Totals();

  final int[] counts;
  final long[] last;
  final long[] sums;
  final int[] hours;
  final int[] weekdays;
  int[] bought;
  int[] browsed;
  long first = NEVER;
  long firstOrder = NEVER;
  Activity activity = Activity.NONE;
  Moments gaps = Moments.NONE;
  Moments logOrders = Moments.NONE;
  Seen devices = Seen.NONE;
  Seen networks = Seen.NONE;
  Seen instruments = Seen.NONE;
  KnownOrders orders = KnownOrders.NONE;
  Ring ring = Ring.NONE;
  OrderDays orderDays = OrderDays.NONE;

  Totals() {
    counts = new int[Kind.COUNT];
    last = new long[Kind.COUNT];
    Arrays.fill(last, NEVER);
    sums = new long[Sum.COUNT];
    hours = new int[24];
    weekdays = new int[7];
    bought = new int[Entry.CATEGORIES];
    browsed = new int[Entry.CATEGORIES];
  }

  private Totals(Totals from) {
    counts = from.counts.clone();
    last = from.last.clone();
    sums = from.sums.clone();
    hours = from.hours.clone();
    weekdays = from.weekdays.clone();
    bought = from.bought;
    browsed = from.browsed;
    first = from.first;
    firstOrder = from.firstOrder;
    activity = from.activity;
    gaps = from.gaps;
    logOrders = from.logOrders;
    devices = from.devices;
    networks = from.networks;
    instruments = from.instruments;
    orders = from.orders;
    ring = from.ring;
    orderDays = from.orderDays;
  }

  /** Adds entries that are not before anything added so far, in canonical order. */
  Totals plus(List<Entry> entries) {
    Totals next = new Totals(this);
    entries.forEach(next::add);
    next.activity = activity.plus(entries);
    next.ring = ring.plus(entries);
    return next;
  }

  public int count(Kind kind) {
    return counts[kind.ordinal()];
  }

  /** Facts folded, of every kind. */
  public long facts() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  public long sum(Sum sum) {
    return sums[sum.ordinal()];
  }

  /** When the newest fact of a kind happened. */
  public Optional<Instant> last(Kind kind) {
    return time(last[kind.ordinal()]);
  }

  public Optional<Instant> first() {
    return time(first);
  }

  /** When the newest fact of any kind happened. */
  public Optional<Instant> newest() {
    return time(Arrays.stream(last).max().orElse(NEVER));
  }

  public Optional<Instant> firstOrder() {
    return time(firstOrder);
  }

  public Optional<Instant> lastOrder() {
    return last(Kind.ORDER_PLACED);
  }

  /** Orders placed and not cancelled. */
  public long orders() {
    return count(Kind.ORDER_PLACED) - sum(Sum.CANCELLED_ORDERS);
  }

  /** Paid less refunded and cancelled, minor units, never below 0. */
  public long net() {
    return Math.max(0, sum(Sum.GROSS) - sum(Sum.REFUNDED) - sum(Sum.CANCELLED));
  }

  /** Days between order days. */
  public Moments gaps() {
    return gaps;
  }

  /** Logarithms of order totals in minor units; orders of 0 are left out. */
  public Moments logOrders() {
    return logOrders;
  }

  public Ring ring() {
    return ring;
  }

  /** The newest days with an order. */
  public OrderDays orderDays() {
    return orderDays;
  }

  /**
   * A decayed sum as it stands at a moment: facts, or minor units for {@link Signal#SPEND}.
   *
   * @param halfLife 0, 1, 2 stands for 7, 30, 90 days
   */
  public double activity(Instant now, int halfLife, Signal signal) {
    return activity.at(now.toEpochMilli(), halfLife, signal);
  }

  /** Share of all facts that fell into these hours of the day (UTC). */
  public double hourShare(int from, int to) {
    return share(hours, from, to);
  }

  /** Share of all facts that fell into these weekdays, 0 being Monday. */
  public double weekdayShare(int from, int to) {
    return share(weekdays, from, to);
  }

  /** Category buckets bought from at least once. */
  public int categories() {
    return (int) Arrays.stream(bought).filter(n -> n > 0).count();
  }

  /**
   * Share of the most bought category bucket among units with a known category, 0 when none is
   * known.
   */
  public double topCategoryShare() {
    int all = Arrays.stream(bought).sum();
    return all == 0 ? 0 : (double) Arrays.stream(bought).max().orElse(0) / all;
  }

  public int devices() {
    return devices.distinct();
  }

  public int networks() {
    return networks.distinct();
  }

  public int instruments() {
    return instruments.distinct();
  }

  boolean knowsOrder(long order) {
    return orders.contains(order);
  }

  private void add(Entry e) {
    if (first == NEVER) first = e.at();
    counts[e.kind().ordinal()]++;
    last[e.kind().ordinal()] = e.at();
    profile(e);
    addKind(e);
  }

  private void profile(Entry e) {
    hours[(int) (Math.floorMod(e.at(), DAY) / 3_600_000L)]++;
    weekdays[(int) Math.floorMod(Math.floorDiv(e.at(), DAY) + 3, 7L)]++;
  }

  private void addKind(Entry e) {
    switch (e.kind()) {
      case SEARCHED,
          CLICKED,
          FAVOURITE_REMOVED,
          CHECKOUT_STARTED,
          COUPON_ISSUED,
          COUPON_APPLIED,
          COUPON_DENIED -> {}
      case PROFILE_UPDATED -> addProfile(e);
      case SIGNED_IN -> {
        devices = devices.plus(e.ref());
        networks = networks.plus(e.other());
      }
      case PAGE_VIEWED -> sums[Sum.DWELL.ordinal()] += e.aux();
      case PRODUCT_VIEWED, FAVOURITE_ADDED -> browsed = plusUnits(browsed, e);
      case CART_ADDED -> addCart(e, 1);
      case CART_REMOVED -> addCart(e, -1);
      case ORDER_PLACED -> addOrder(e);
      case ORDER_CANCELLED -> addCancel(e);
      case ORDER_REFUNDED -> sums[Sum.REFUNDED.ordinal()] += e.minor();
      case PAYMENT_ATTEMPTED -> instruments = instruments.plus(e.ref());
      case PAYMENT_CAPTURED -> addPayment(e, 0);
      case PAYMENT_FAILED -> addPayment(e, sum(Sum.FAILED_IN_A_ROW) + 1);
      case REVIEWED -> sums[Sum.STARS.ordinal()] += e.count();
      case CONSENT_CHANGED -> sums[Sum.CONSENT.ordinal()] = 4 | e.count();
    }
  }

  private void addProfile(Entry e) {
    if (e.count() > 0) sums[Sum.AGE_FROM.ordinal()] = e.count();
    if (e.other() > 0) sums[Sum.GENDER.ordinal()] = e.other();
    if (e.ref() != 0) sums[Sum.REGION.ordinal()] = e.ref();
  }

  private void addPayment(Entry e, long failedInARow) {
    instruments = instruments.plus(e.ref());
    sums[Sum.FAILED_IN_A_ROW.ordinal()] = failedInARow;
  }

  private void addCart(Entry e, int sign) {
    sums[Sum.CART.ordinal()] = Math.max(0, sum(Sum.CART) + sign * e.minor());
    sums[Sum.CART_UNITS.ordinal()] = Math.max(0, sum(Sum.CART_UNITS) + sign * e.count());
    if (sign > 0) browsed = plusUnits(browsed, e);
  }

  private void addOrder(Entry e) {
    if (firstOrder == NEVER) firstOrder = e.at();
    orders = orders.plus(e.ref(), e.minor());
    sums[Sum.GROSS.ordinal()] += e.minor();
    sums[Sum.DISCOUNT.ordinal()] += e.aux();
    sums[Sum.UNITS.ordinal()] += e.count();
    sums[Sum.LAST_ORDER.ordinal()] = e.minor();
    sums[Sum.LARGEST_ORDER.ordinal()] = Math.max(sum(Sum.LARGEST_ORDER), e.minor());
    if (e.aux() > 0 || e.other() != 0) sums[Sum.DISCOUNTED_ORDERS.ordinal()]++;
    sums[Sum.CART.ordinal()] = 0;
    sums[Sum.CART_UNITS.ordinal()] = 0;
    if (e.minor() > 0) logOrders = logOrders.plus(StrictMath.log(e.minor()));
    bought = plusUnits(bought, e);
    addOrderDay(Math.floorDiv(e.at(), DAY));
    if (e.minor() > 0) addPaidDay(Math.floorDiv(e.at(), DAY));
  }

  private void addPaidDay(long day) {
    if (sum(Sum.PAID_DAYS) > 0 && sum(Sum.LAST_PAID_DAY) == day) return;
    sums[Sum.PAID_DAYS.ordinal()]++;
    sums[Sum.LAST_PAID_DAY.ordinal()] = day;
  }

  private void addOrderDay(long day) {
    boolean one = sum(Sum.ORDER_DAYS) > 0;
    if (one && sum(Sum.LAST_ORDER_DAY) == day) return;
    if (one) {
      sums[Sum.LAST_GAP.ordinal()] = day - sum(Sum.LAST_ORDER_DAY);
      gaps = gaps.plus(sum(Sum.LAST_GAP));
    }
    orderDays = orderDays.plus(day);
    sums[Sum.ORDER_DAYS.ordinal()]++;
    sums[Sum.LAST_ORDER_DAY.ordinal()] = day;
  }

  private void addCancel(Entry e) {
    if (!orders.contains(e.ref())) return;
    long open = orders.open(e.ref());
    if (open == 0) return;
    orders = orders.cancel(e.ref());
    sums[Sum.CANCELLED.ordinal()] += open;
    sums[Sum.CANCELLED_ORDERS.ordinal()]++;
  }

  private static int[] plusUnits(int[] buckets, Entry e) {
    if (e.mix() == 0) return buckets;
    int[] next = buckets.clone();
    for (int i = 0; i < next.length; i++) next[i] += e.units(i);
    return next;
  }

  private static double share(int[] buckets, int from, int to) {
    int all = Arrays.stream(buckets).sum();
    return all == 0 ? 0 : (double) Arrays.stream(buckets, from, to).sum() / all;
  }

  private static Optional<Instant> time(long at) {
    return at == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }
}
