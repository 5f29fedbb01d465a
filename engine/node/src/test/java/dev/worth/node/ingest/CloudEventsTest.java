// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static dev.worth.node.ingest.Sending.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Gender;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.PaymentMethod;
import dev.worth.protocol.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents in their three modes, with our own facts or a shop's names inside. */
class CloudEventsTest {
  private static final EventKey KEY = new EventKey("/shop", "e-1");
  private static final ProductId LAMP = new ProductId("p-1");
  private static final OrderId ORDER = new OrderId("o-1");
  private static final CouponCode COUPON = new CouponCode("SPRING7");

  /** Every kind of fact under its own name, with its own fields. */
  static Stream<Arguments> natives() {
    return Stream.of(
        told(
            "{'ageBand':'25-34','gender':'female','region':'Germany'}",
            new ProfileUpdated(KEY, AT, "25-34", Gender.FEMALE, "DE")),
        told("{'device':'d-1','network':'n-1'}", new SignedIn(KEY, AT, "d-1", "n-1")),
        told("{'page':'/a?mail=x','dwellMillis':7}", new PageViewed(KEY, AT, "/a", 7)),
        told(
            "{'product':'p-1','category':'Home > Garden > Lamps'}",
            new ProductViewed(KEY, AT, LAMP, "home/garden")),
        told("{'query':'lamp','results':3}", new ProductsSearched(KEY, AT, "lamp", 3)),
        told("{'target':'banner'}", new ElementClicked(KEY, AT, "banner")),
        told("{'product':'p-1'}", new FavouriteAdded(KEY, AT, LAMP, "")),
        told("{'product':'p-1'}", new FavouriteRemoved(KEY, AT, LAMP)),
        told(
            "{'product':'p-1','quantity':2,'price':{'minor':1999,'currency':'EUR'}}",
            new CartItemAdded(KEY, AT, LAMP, "", 2, euro(1999))),
        told(
            "{'product':'p-1','price':{'amount':'19.99','currency':'EUR'}}",
            new CartItemRemoved(KEY, AT, LAMP, "", 1, euro(1999))),
        told(
            "{'value':{'amount':'20','currency':'USD'}}",
            new CheckoutStarted(
                KEY, AT, new Amount(new Money(1000, "EUR"), new Money(2000, "USD")))),
        told(
            "{'order':'o-1','total':{'minor':2300},'shipping':{'minor':301},'lines':"
                + "[{'product':'p-1','category':'Garden','price':{'minor':1999}}],"
                + "'coupon':'SPRING7'}",
            new OrderPlaced(
                KEY,
                AT,
                ORDER,
                List.of(new OrderLine(LAMP, "garden", 1, euro(1999))),
                euro(2300),
                euro(301),
                euro(0),
                euro(0),
                "SPRING7")),
        told("{'order':'o-1'}", new OrderCancelled(KEY, AT, ORDER)),
        told("{'order':'o-1','amount':500}", new OrderRefunded(KEY, AT, "o-1", euro(500))),
        told(
            "{'order':'o-1','method':'credit_card','instrument':'x','amount':500}",
            new PaymentAttempted(KEY, AT, "o-1", PaymentMethod.CARD, "x", euro(500))),
        told(
            "{'method':'PayPal','amount':500}",
            new PaymentCaptured(KEY, AT, "", PaymentMethod.WALLET, "", euro(500))),
        told(
            "{'reason':'declined'}",
            new PaymentFailed(KEY, AT, "", PaymentMethod.UNKNOWN, "", euro(0), "declined")),
        told("{'coupon':'SPRING7','campaign':'c'}", new CouponIssued(KEY, AT, COUPON, "c")),
        told(
            "{'coupon':'SPRING7','order':'o-1','discount':{'minor':5}}",
            new CouponApplied(KEY, AT, COUPON, "o-1", euro(5))),
        told("{'coupon':'SPRING7'}", new CouponDenied(KEY, AT, COUPON, "")),
        told(
            "{'product':'p-1','rating':5,'text':'很好'}",
            new ProductReviewed(KEY, AT, LAMP, 5, "很好")),
        told(
            "{'personalisation':false,'marketing':true}",
            new ConsentChanged(KEY, AT, false, true)));
  }

  private static Arguments told(String data, CustomerEvent fact) {
    for (var kind : FactKind.values())
      if (kind.fact == fact.getClass()) return Arguments.of(kind, data, fact);
    throw new AssertionError("no kind for " + fact);
  }

  @ParameterizedTest
  @MethodSource("natives")
  void our_own_facts_are_read_by_their_own_names(FactKind kind, String data, CustomerEvent fact) {
    assertThat(fact(kind.typeName, data)).isEqualTo(fact);
    assertThat(fact("dev.worth." + kind.typeName + ".v1", data)).isEqualTo(fact);
  }

  @Test
  void every_kind_of_fact_a_shop_may_tell_is_tried() {
    assertThat(natives().map(told -> told.get()[0])).containsExactlyInAnyOrder(FactKind.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.order_completed",
        "Order Completed",
        "orderCompleted",
        "com.shop.OrderCompleted.v1",
        "purchase",
        "order-placed",
        "ORDER_PLACED"
      })
  void a_type_is_known_however_it_is_written(String type) {
    assertThat(fact(type, "{'amount':100}")).isInstanceOf(OrderPlaced.class);
  }

  @Test
  void the_benchmarks_orders_take_their_product_as_the_only_line_and_their_id_as_order() {
    String data =
        "{'customer':'c-1','amount':1999,'currency':'EUR','category':'garden','coupon':null,"
            + "'product':'p-1','page':'/garden/p'}";
    assertThat(fact("shop.order_completed", data))
        .isEqualTo(
            new OrderPlaced(
                KEY,
                AT,
                new OrderId("e-1"),
                List.of(new OrderLine(LAMP, "garden", 1, euro(1999))),
                euro(1999),
                euro(0),
                euro(0),
                euro(0),
                ""));
    assertThat(fact("shop.page_viewed", data)).isEqualTo(new PageViewed(KEY, AT, "/garden/p", 0));
    assertThat(fact("shop.product_viewed", data))
        .isEqualTo(new ProductViewed(KEY, AT, LAMP, "garden"));
    assertThat(fact("shop.product_added", data))
        .isEqualTo(new CartItemAdded(KEY, AT, LAMP, "garden", 1, euro(1999)));
    assertThat(fact("shop.order_refunded", data))
        .isEqualTo(new OrderRefunded(KEY, AT, "", euro(1999)));
    assertThat(fact("shop.coupon_applied", data.replace("null", "'SPRING7'")))
        .isEqualTo(new CouponApplied(KEY, AT, COUPON, "", euro(1999)));
  }

  @Test
  void a_refund_of_an_order_without_an_amount_cancels_it() {
    assertThat(fact("order-refunded", "{'order':'o-1'}"))
        .isEqualTo(new OrderCancelled(KEY, AT, ORDER));
  }

  @Test
  void the_total_follows_from_revenue_or_from_the_lines_where_it_is_missing() {
    String lines = "'products':[{'sku':'p-1','price':10,'quantity':3}],'shipping':5,'tax':1";
    var fromLines = (OrderPlaced) fact("order-placed", "{" + lines + ",'discount':2}");
    assertThat(fromLines.total()).isEqualTo(euro(3400));
    var fromRevenue = (OrderPlaced) fact("order-placed", "{" + lines + ",'revenue':'30.00'}");
    assertThat(fromRevenue.total()).isEqualTo(euro(3600));
  }

  @Test
  void the_customer_is_the_subject_or_else_in_the_data() {
    String inData =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"page-viewed\","
            + "\"data\":{\"user_id\":\"4711\"}}";
    assertThat(((Reading.Fact) read(inData)).customer()).isEqualTo(new CustomerId("4711"));
    assertThat(read(inData.replace("\"4711\"", "4711")))
        .isInstanceOfSatisfying(
            Reading.Rejected.class,
            no ->
                assertThat(no.problem().errors())
                    .anyMatch(error -> error.detail().startsWith("user_id is not a text")));
    assertThat(((Reading.Fact) read(cloudEvent("page-viewed", "{'customer':'c-2'}"))).customer())
        .isEqualTo(new CustomerId("c-1"));
  }

  @Test
  void an_event_without_a_time_happened_when_it_came_in() {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"page-viewed\","
            + "\"subject\":\"c-1\"}";
    assertThat(fact(read(event)).at()).isEqualTo(NOW);
  }

  @Test
  void our_facts_may_come_without_an_envelope() {
    String flat =
        "{\"type\":\"page-viewed\",\"source\":\"/shop\",\"id\":\"e-1\",\"customer\":\"c-1\","
            + "\"at\":\"2026-03-01T12:30:15.25Z\",\"page\":\"/a\"}";
    assertThat(fact(read(flat))).isEqualTo(new PageViewed(KEY, AT, "/a", 0));
  }

  @Test
  void in_binary_mode_the_attributes_are_headers() {
    var headers =
        Map.of(
            "ce-specversion", "1.0",
            "CE-Id", "e%201",
            "ce-source", "/shop",
            "ce-type", "page-viewed",
            "ce-time", "2026-03-01T12:30:15.25Z",
            "ce-subject", "%E5%BC%A0");
    var reading =
        SHOP.readBinary(headers, "application/json", "{\"page\":\"/a\"}".getBytes(UTF_8), NOW);
    assertThat(reading)
        .isEqualTo(
            new Reading.Fact(
                new CustomerId("张"), new PageViewed(new EventKey("/shop", "e 1"), AT, "/a", 0)));
  }

  @Test
  void what_binary_mode_quarantines_can_be_sent_again_as_one_text() {
    var headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "e-1",
            "ce-source", "/shop",
            "ce-type", "checkout-started",
            "ce-subject", "c-1");
    byte[] data = "{\"amount\":-5}".getBytes(UTF_8);
    var kept = quarantined(SHOP.readBinary(headers, "application/json", data, NOW));
    assertThat(fact(read(kept.original().replace("-5", "5"))))
        .isEqualTo(new CheckoutStarted(KEY, NOW, euro(5)));
  }

  @Test
  void a_batch_gives_one_reading_for_each_event() {
    String one = cloudEvent("page-viewed", "{'page':'/a'}");
    var readings = readBatch("[" + one + ",{\"specversion\":\"1.0\"}," + one + "]");
    assertThat(readings).hasSize(3);
    assertThat(readings.get(0)).isEqualTo(readings.get(2)).isInstanceOf(Reading.Fact.class);
    assertThat(pointers(readings.get(1))).contains("/1/id", "/1/source", "/1/type");
  }

  @Test
  void times_keep_their_milliseconds_and_their_zone_is_respected() {
    String event = cloudEvent("page-viewed", "{}");
    Instant at = Instant.parse("2026-03-01T11:30:15.123Z");
    String zoned = event.replace("2026-03-01T12:30:15.250Z", "2026-03-01T13:00:15.1239+01:30");
    assertThat(fact(read(zoned)).at()).isEqualTo(at);
  }
}
