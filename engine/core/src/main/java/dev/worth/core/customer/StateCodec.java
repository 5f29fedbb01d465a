// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;

/**
 * The state as bytes and back: equal states have equal bytes. Whole numbers are variable-length
 * (zig-zag, seven bits a byte), doubles are their eight bytes, so a typical customer takes well
 * under a kilobyte.
 */
public final class StateCodec {
  private static final int VERSION = 3;

  public static byte[] encode(CustomerState state) {
    var out = new Bytes.Writer();
    out.number(VERSION);
    totals(out, state.settled);
    out.number(state.tail.size());
    for (Entry e : state.tail.entries()) entry(out, e);
    out.fixed(state.settledIds);
    out.fixed(state.quarantined);
    out.fixed(state.exposures);
    return out.bytes();
  }

  /**
   * @throws IllegalArgumentException if the bytes are no state, or one of a later version
   */
  public static CustomerState decode(byte[] bytes) {
    var in = new Bytes.Reader(bytes);
    long version = in.number();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a customer state of version " + version + ": this release reads version " + VERSION);
    }
    Totals settled = totals(in);
    Entry[] tail = new Entry[in.size()];
    for (int i = 0; i < tail.length; i++) tail[i] = entry(in);
    return CustomerState.restore(settled, Tail.of(tail), in.fixed(), in.fixed(), in.fixed());
  }

  /** The sums alone, to compare two ways of reaching them. */
  static byte[] encodeTotals(Totals totals) {
    var out = new Bytes.Writer();
    totals(out, totals);
    return out.bytes();
  }

  private static void totals(Bytes.Writer out, Totals t) {
    out.numbers(t.counts);
    out.numbers(t.last);
    out.numbers(t.sums);
    out.numbers(t.hours);
    out.numbers(t.weekdays);
    out.numbers(t.bought);
    out.numbers(t.browsed);
    out.number(t.first);
    out.number(t.firstOrder);
    out.number(t.activity.at());
    for (double d : t.activity.sums()) out.real(d);
    moments(out, t.gaps);
    moments(out, t.logOrders);
    for (Seen seen : new Seen[] {t.devices, t.networks, t.instruments}) {
      out.fixed(seen.hashes());
      out.number(seen.distinct());
    }
    out.fixed(t.orders.rows());
    out.fixed(t.ring.heads());
    for (float f : t.ring.amounts()) out.number(Float.floatToIntBits(f));
    orderDays(out, t.orderDays);
  }

  private static Totals totals(Bytes.Reader in) {
    Totals t = new Totals();
    in.numbers(t.counts);
    in.numbers(t.last);
    in.numbers(t.sums);
    in.numbers(t.hours);
    in.numbers(t.weekdays);
    in.numbers(t.bought);
    in.numbers(t.browsed);
    t.first = in.number();
    t.firstOrder = in.number();
    t.activity = activity(in);
    t.gaps = moments(in);
    t.logOrders = moments(in);
    t.devices = new Seen(in.fixed(), (int) in.number());
    t.networks = new Seen(in.fixed(), (int) in.number());
    t.instruments = new Seen(in.fixed(), (int) in.number());
    t.orders = new KnownOrders(in.fixed());
    t.ring = ring(in);
    t.orderDays = orderDays(in);
    return t;
  }

  private static Activity activity(Bytes.Reader in) {
    long at = in.number();
    double[] sums = new double[Activity.NONE.sums().length];
    Arrays.setAll(sums, i -> in.real());
    return new Activity(at, sums);
  }

  private static Ring ring(Bytes.Reader in) {
    long[] heads = in.fixed();
    float[] amounts = new float[heads.length];
    for (int i = 0; i < amounts.length; i++) amounts[i] = Float.intBitsToFloat((int) in.number());
    return new Ring(heads, amounts);
  }

  /** The first day, then the steps from one to the next, which are small. */
  private static void orderDays(Bytes.Writer out, OrderDays days) {
    out.number(days.size());
    for (int i = 0; i < days.size(); i++) out.number(days.get(i) - (i == 0 ? 0 : days.get(i - 1)));
  }

  private static OrderDays orderDays(Bytes.Reader in) {
    int[] days = new int[in.size()];
    for (int i = 0; i < days.length; i++) days[i] = (int) in.number() + (i == 0 ? 0 : days[i - 1]);
    return new OrderDays(days);
  }

  private static void moments(Bytes.Writer out, Moments m) {
    out.number(m.n());
    out.real(m.mean());
    out.real(m.m2());
  }

  private static Moments moments(Bytes.Reader in) {
    return new Moments(in.number(), in.real(), in.real());
  }

  private static void entry(Bytes.Writer out, Entry e) {
    out.fixed(e.id());
    out.number(e.at());
    out.number(e.kind().ordinal());
    out.number(e.minor());
    out.number(e.aux());
    out.number(e.count());
    out.number(e.ref());
    out.number(e.other());
    out.number(e.mix());
    out.number(e.channel());
  }

  private static Entry entry(Bytes.Reader in) {
    return new Entry(
        in.fixedNumber(),
        in.number(),
        Kind.of((int) in.number()),
        in.number(),
        in.number(),
        (int) in.number(),
        in.number(),
        in.number(),
        in.number(),
        (int) in.number());
  }

  private StateCodec() {}
}
