// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent.CheckoutStarted;
import dev.worth.protocol.CustomerEvent.CouponApplied;
import dev.worth.protocol.CustomerEvent.OrderCancelled;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import dev.worth.protocol.CustomerEvent.PaymentAttempted;
import dev.worth.protocol.CustomerEvent.PaymentCaptured;
import dev.worth.protocol.CustomerEvent.PaymentFailed;
import dev.worth.protocol.CustomerEvent.ProductReviewed;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.PaymentMethod;
import dev.worth.protocol.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** From the till to what follows an order: payment, cancellation, refund, review. */
final class Checkout {
  static final double CANCELLED = 0.02;
  static final double REFUNDED = 0.06;
  static final double REFUNDED_BY_ABUSERS = 0.5;
  static final double REVIEWED = 0.15;
  static final double PAYMENT_FAILS = 0.04;
  static final double PAYMENT_FAILS_FOR_ABUSERS = 0.6;
  private static final int MOST_ATTEMPTS = 4;
  private static final double FREE_SHIPPING_FROM = 50;
  private static final double SHIPPING = 4.9;
  private static final double TAX_INSIDE = 0.19 / 1.19;
  private static final List<Integer> STARS = List.of(1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5);
  private static final List<PaymentMethod> METHODS =
      List.of(
          PaymentMethod.CARD,
          PaymentMethod.CARD,
          PaymentMethod.WALLET,
          PaymentMethod.INVOICE,
          PaymentMethod.BANK_TRANSFER);

  private final World world;
  private final Persona persona;
  private final Dice dice;
  private final Diary diary;
  private final PaymentMethod method;
  private Instant now = Instant.EPOCH;

  Checkout(World world, Persona persona, Dice dice, Diary diary) {
    this.world = world;
    this.persona = persona;
    this.dice = dice;
    this.diary = diary;
    this.method = persona.fraud() ? PaymentMethod.CARD : dice.pick(METHODS);
  }

  /** What an order comes to. */
  private record Bill(String order, Amount total, Amount shipping, Amount tax, Amount discount) {}

  /**
   * @param coupon empty when none is used
   */
  void order(Instant begins, List<Item> basket, String coupon) {
    now = begins;
    long goods = basket.stream().mapToLong(Item::value).sum();
    diary.note(now, (k, at) -> new CheckoutStarted(k, at, diary.amount(goods)));
    Bill bill = bill(goods, !coupon.isEmpty());
    if (!coupon.isEmpty()) apply(coupon, bill);
    pay(bill);
    diary.note(
        pass(2),
        (k, at) ->
            new OrderPlaced(
                k,
                at,
                new OrderId(bill.order()),
                lines(basket),
                bill.total(),
                bill.shipping(),
                bill.tax(),
                bill.discount(),
                coupon));
    afterwards(bill, basket);
  }

  private Bill bill(long goods, boolean discounted) {
    long discount = discounted ? goods * Coupons.PER_CENT / 100 : 0;
    double unit = world.shop().minorPerUnit();
    long shipping = goods < FREE_SHIPPING_FROM * unit ? Math.round(SHIPPING * unit) : 0;
    long total = goods - discount + shipping;
    return new Bill(
        diary.nextOrder(),
        diary.amount(total),
        diary.amount(shipping),
        diary.amount(Math.round(total * TAX_INSIDE)),
        diary.amount(discount));
  }

  private void apply(String coupon, Bill bill) {
    var code = new CouponCode(coupon);
    diary.note(pass(15), (k, at) -> new CouponApplied(k, at, code, bill.order(), bill.discount()));
  }

  private void pay(Bill bill) {
    double fails = persona.fraud() ? PAYMENT_FAILS_FOR_ABUSERS : PAYMENT_FAILS;
    String instrument = instrument();
    for (int i = 1; ; i++) {
      String with = instrument;
      diary.note(
          pass(20),
          (k, at) -> new PaymentAttempted(k, at, bill.order(), method, with, bill.total()));
      if (i == MOST_ATTEMPTS || !dice.chance(fails)) break;
      String reason = dice.chance(0.5) ? "insufficient_funds" : "declined";
      diary.note(
          pass(4),
          (k, at) -> new PaymentFailed(k, at, bill.order(), method, with, bill.total(), reason));
      instrument = instrument();
    }
    String with = instrument;
    diary.note(
        pass(4), (k, at) -> new PaymentCaptured(k, at, bill.order(), method, with, bill.total()));
  }

  /** Honest people have one card, sometimes two; abusers try one after another. */
  private String instrument() {
    int which = persona.fraud() ? dice.below(1000) : dice.chance(0.95) ? 0 : 1;
    return "i-" + persona.customer() + "-" + which;
  }

  private List<OrderLine> lines(List<Item> basket) {
    return basket.stream().map(this::line).toList();
  }

  private OrderLine line(Item item) {
    Product product = item.product();
    return new OrderLine(
        new ProductId(product.id()),
        product.category(),
        item.quantity(),
        diary.amount(product.price()));
  }

  private void afterwards(Bill bill, List<Item> basket) {
    if (dice.chance(CANCELLED)) {
      diary.note(later(0.02, 0.5), (k, at) -> new OrderCancelled(k, at, new OrderId(bill.order())));
      return;
    }
    if (dice.chance(persona.fraud() ? REFUNDED_BY_ABUSERS : REFUNDED)) refund(bill, basket);
    if (dice.chance(REVIEWED)) review(dice.pick(basket).product());
  }

  /** All of it, or one of the things bought, but never more than was paid. */
  private void refund(Bill bill, List<Item> basket) {
    long paid = bill.total().minor();
    long back = dice.chance(0.4) ? paid : Math.min(paid, dice.pick(basket).value());
    diary.note(later(3, 14), (k, at) -> new OrderRefunded(k, at, bill.order(), diary.amount(back)));
  }

  private void review(Product product) {
    int rating = dice.pick(STARS);
    String text = dice.chance(0.8) ? Words.review(dice, product, rating) : "";
    diary.note(
        later(5, 20),
        (k, at) -> new ProductReviewed(k, at, new ProductId(product.id()), rating, text));
  }

  private Instant later(double fromDays, double toDays) {
    return now.plus(Duration.ofSeconds((long) (86_400 * dice.between(fromDays, toDays))));
  }

  private Instant pass(double seconds) {
    now = now.plusMillis((long) (1000 * dice.between(0.3, 1.7) * seconds));
    return now;
  }
}
