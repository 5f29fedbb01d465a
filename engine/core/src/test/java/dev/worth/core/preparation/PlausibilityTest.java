// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import static dev.worth.protocol.QuarantineReason.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.PaymentMethod;
import dev.worth.protocol.ProductId;
import dev.worth.protocol.QuarantineReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit: the last value still believed and the first one doubted. */
class PlausibilityTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final EventKey KEY = new EventKey("s", "1");
  private static final ProductId P = new ProductId("p");
  private static final Plausibility EUR = new Plausibility(ShopRules.of("EUR"));
  private static final long MOST = 100_000_000;
  private static final long DAY = Duration.ofHours(24).toMillis();

  static Stream<CustomerEvent> believed() {
    return Stream.of(
        at(NOW.plus(Limits.CLOCK_SKEW)),
        at(Limits.EARLIEST),
        new PageViewed(KEY, NOW, "", DAY),
        new ProductsSearched(KEY, NOW, "", -1),
        cart(1, 0),
        cart(10_000, MOST),
        new CheckoutStarted(KEY, NOW, euro(MOST)),
        new OrderRefunded(KEY, NOW, "", euro(1)),
        new ProductReviewed(KEY, NOW, P, 1, ""),
        new ProductReviewed(KEY, NOW, P, 5, ""),
        order(2500, 300, 200, 0, 2000),
        order(2000, 300, 200, 0, 2000),
        order(1600, 0, 0, 400, 2000),
        order(MOST, 0, 0, 0),
        order(0, 0, 0, 0));
  }

  static Stream<Arguments> doubted() {
    return Stream.of(
        Arguments.of(IN_THE_FUTURE, at(NOW.plus(Limits.CLOCK_SKEW).plusMillis(1))),
        Arguments.of(IMPLAUSIBLY_OLD, at(Limits.EARLIEST.minusMillis(1))),
        Arguments.of(IMPLAUSIBLE_VALUE, new PageViewed(KEY, NOW, "", -1)),
        Arguments.of(IMPLAUSIBLE_VALUE, new PageViewed(KEY, NOW, "", DAY + 1)),
        Arguments.of(IMPLAUSIBLE_VALUE, new ProductsSearched(KEY, NOW, "", -2)),
        Arguments.of(ABSURD_QUANTITY, cart(0, 1)),
        Arguments.of(ABSURD_QUANTITY, cart(10_001, 1)),
        Arguments.of(ABSURD_AMOUNT, cart(1, -1)),
        Arguments.of(ABSURD_AMOUNT, cart(1, MOST + 1)),
        Arguments.of(ABSURD_AMOUNT, new CartItemRemoved(KEY, NOW, P, "", 1, euro(-1))),
        Arguments.of(ABSURD_AMOUNT, new CheckoutStarted(KEY, NOW, euro(MOST + 1))),
        Arguments.of(ABSURD_AMOUNT, new OrderRefunded(KEY, NOW, "", euro(0))),
        Arguments.of(ABSURD_AMOUNT, new OrderRefunded(KEY, NOW, "", euro(-5))),
        Arguments.of(ABSURD_AMOUNT, new CouponApplied(KEY, NOW, new CouponCode("c"), "", euro(-5))),
        Arguments.of(
            ABSURD_AMOUNT, new PaymentAttempted(KEY, NOW, "", PaymentMethod.CARD, "", euro(-1))),
        Arguments.of(
            ABSURD_AMOUNT, new PaymentCaptured(KEY, NOW, "", PaymentMethod.CARD, "", euro(-1))),
        Arguments.of(
            ABSURD_AMOUNT, new PaymentFailed(KEY, NOW, "", PaymentMethod.CARD, "", euro(-1), "")),
        Arguments.of(IMPLAUSIBLE_VALUE, new ProductReviewed(KEY, NOW, P, 0, "")),
        Arguments.of(IMPLAUSIBLE_VALUE, new ProductReviewed(KEY, NOW, P, 6, "")),
        Arguments.of(ABSURD_AMOUNT, order(-1, 0, 0, 0)),
        Arguments.of(ABSURD_AMOUNT, order(100, -1, 0, 0)),
        Arguments.of(ABSURD_AMOUNT, order(100, 0, -1, 0)),
        Arguments.of(ABSURD_AMOUNT, order(100, 0, 0, -1)),
        Arguments.of(ABSURD_AMOUNT, order(100, 0, 0, 0, -100)),
        Arguments.of(INCONSISTENT_TOTALS, order(1000, 600, 500, 0)),
        Arguments.of(INCONSISTENT_TOTALS, order(2600, 300, 200, 0, 2000)),
        Arguments.of(INCONSISTENT_TOTALS, order(1500, 0, 0, 400, 2000)));
  }

  private static CustomerEvent at(Instant at) {
    return new ElementClicked(KEY, at, "x");
  }

  private static CustomerEvent cart(int quantity, long price) {
    return new CartItemAdded(KEY, NOW, P, "", quantity, euro(price));
  }

  private static CustomerEvent order(
      long total, long shipping, long tax, long discount, long... prices) {
    var lines =
        Arrays.stream(prices).mapToObj(price -> new OrderLine(P, "", 1, euro(price))).toList();
    return new OrderPlaced(
        KEY,
        NOW,
        new OrderId("o"),
        lines,
        euro(total),
        euro(shipping),
        euro(tax),
        euro(discount),
        "");
  }

  private static Amount euro(long cents) {
    return Amount.of(new Money(cents, "EUR"));
  }

  @ParameterizedTest
  @MethodSource("believed")
  void up_to_its_limit_a_value_is_believed(CustomerEvent fact) {
    assertThat(EUR.check(fact, NOW)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("doubted")
  void beyond_its_limit_a_value_is_doubted_with_its_reason(
      QuarantineReason reason, CustomerEvent fact) {
    assertThat(EUR.check(fact, NOW))
        .hasValueSatisfying(
            doubt -> {
              assertThat(doubt.reason()).isEqualTo(reason);
              assertThat(doubt.detail()).matches(".*\\d.*");
            });
  }

  @Test
  void a_shop_may_set_its_own_limits() {
    var houses =
        new Limits(10_000_000, 1, Limits.CLOCK_SKEW, Limits.EARLIEST, Limits.LONGEST_DWELL);
    var plausibility = new Plausibility(new ShopRules("EUR", ExchangeRates.NONE, houses));
    assertThat(plausibility.check(cart(1, 10 * MOST), NOW)).isEmpty();
    assertThat(plausibility.check(cart(2, 1), NOW)).isPresent();
  }

  @Test
  void the_largest_amount_is_in_whole_units_whatever_the_currency() {
    var yen = new Plausibility(ShopRules.of("JPY"));
    var limit = new CheckoutStarted(KEY, NOW, Amount.of(new Money(1_000_000, "JPY")));
    var above = new CheckoutStarted(KEY, NOW, Amount.of(new Money(1_000_001, "JPY")));
    assertThat(yen.check(limit, NOW)).isEmpty();
    assertThat(yen.check(above, NOW)).isPresent();
  }

  @Test
  void one_per_cent_and_a_unit_a_line_are_left_to_rounding() {
    assertThat(EUR.check(order(10_200, 0, 0, 0, 10_000), NOW)).isEmpty();
    assertThat(EUR.check(order(10_300, 0, 0, 0, 10_000), NOW)).isPresent();
  }
}
