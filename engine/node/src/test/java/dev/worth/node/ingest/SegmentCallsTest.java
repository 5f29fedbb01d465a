// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static dev.worth.node.ingest.Sending.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Gender;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's calls as its documentation shows them. */
class SegmentCallsTest {
  private static final EventKey KEY = new EventKey("segment", "m-1");

  /** The e-commerce specification, version 2, in full. */
  private static final Set<String> SPECIFIED =
      Set.of(
          "Products Searched",
          "Product List Viewed",
          "Product List Filtered",
          "Promotion Viewed",
          "Promotion Clicked",
          "Product Clicked",
          "Product Viewed",
          "Product Added",
          "Product Removed",
          "Cart Viewed",
          "Checkout Started",
          "Checkout Step Viewed",
          "Checkout Step Completed",
          "Payment Info Entered",
          "Order Completed",
          "Order Updated",
          "Order Refunded",
          "Order Cancelled",
          "Coupon Entered",
          "Coupon Applied",
          "Coupon Denied",
          "Coupon Removed",
          "Product Added to Wishlist",
          "Product Removed from Wishlist",
          "Wishlist Product Added to Cart",
          "Product Shared",
          "Cart Shared",
          "Product Reviewed");

  /** What any of those calls may carry. */
  private static final String EVERYTHING =
      "{'order_id':'o-1','coupon_id':'c-9','product_id':'p-1','rating':4,'total':'10.00',"
          + "'currency':'EUR','query':'lamp','list_id':'l-1','promotion_id':'spring','step':2}";

  private static String track(String event, String properties) {
    return call("'type':'track','event':'" + event + "','properties':" + properties);
  }

  private static String call(String fields) {
    return ("{'messageId':'m-1','userId':'c-1','timestamp':'2026-03-01T12:30:15.250Z',"
            + fields
            + "}")
        .replace('\'', '"');
  }

  static Stream<String> specified() {
    return SPECIFIED.stream();
  }

  @Test
  void the_table_holds_the_whole_specification() {
    assertThat(SegmentNames.TRACK.keySet()).containsAll(SPECIFIED);
  }

  @ParameterizedTest
  @MethodSource("specified")
  void every_name_of_the_specification_becomes_the_fact_the_table_says(String name) {
    assertThat(fact(read(track(name, EVERYTHING))))
        .isInstanceOf(SegmentNames.TRACK.get(name).kind().fact);
  }

  @Test
  void no_two_vocabularies_mean_different_things_by_one_name() {
    SegmentNames.TRACK.forEach(
        (name, meaning) -> assertThat(Kinds.find(name).kind()).as(name).isEqualTo(meaning.kind()));
    Ga4Names.EVENTS.forEach(
        (name, meaning) -> assertThat(Kinds.find(name).kind()).as(name).isEqualTo(meaning.kind()));
  }

  @Test
  void an_order_completed_of_the_documentation_is_an_order() {
    String call =
        track(
            "Order Completed",
            """
            {'checkout_id':'fksdjfsdjfisjf9sdfjsd9f','order_id':'50314b8e','affiliation':'Google Store',
             'total':27.50,'subtotal':22.50,'revenue':25.00,'shipping':3,'tax':2,'discount':2.5,
             'coupon':'hasbros','currency':'USD','products':[
              {'product_id':'507f1f77','sku':'45790-32','name':'Monopoly','price':19,'quantity':1,
               'category':'Games','url':'https://www.example.com/product/path'},
              {'product_id':'505bd76785','sku':'46493-32','name':'Uno Card Game','price':3,
               'quantity':2,'category':'Games'}]}\
            """);
    var order = (OrderPlaced) fact(read(call));
    assertThat(order.order()).isEqualTo(new OrderId("50314b8e"));
    assertThat(order.total().minor()).isEqualTo(1375);
    assertThat(order.total().original()).hasToString("27.50 USD");
    assertThat(order.lines())
        .extracting(OrderLine::product, OrderLine::category, OrderLine::quantity)
        .containsExactly(
            tuple(new ProductId("507f1f77"), "games", 1),
            tuple(new ProductId("505bd76785"), "games", 2));
    assertThat(order.lines().get(1).price().minor()).isEqualTo(150);
    assertThat(order.coupon()).isEqualTo("hasbros");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'coupon_id':'SPRING7','reason':'used'", "'coupon':'SPRING7','reason':'used'"})
  void a_coupon_denied_may_name_the_coupon_either_way(String properties) {
    assertThat(fact(read(track("Coupon Denied", "{" + properties + "}"))))
        .isEqualTo(new CouponDenied(KEY, AT, new CouponCode("SPRING7"), "used"));
  }

  @Test
  void traits_become_a_profile_without_the_birthday() {
    String call =
        call(
            "'type':'identify','traits':{'birthday':'1996-03-02','gender':'F','email':'a@b.c',"
                + "'address':{'country':'United Kingdom','city':'x'}}");
    assertThat(fact(read(call)))
        .isEqualTo(new ProfileUpdated(KEY, AT, "25-34", Gender.FEMALE, "GB"));
  }

  @Test
  void pages_and_screens_are_page_views_by_path_or_else_by_name() {
    assertThat(fact(read(call("'type':'page','properties':{'url':'https://a.b/c/d?mail=x'}"))))
        .isEqualTo(new PageViewed(KEY, AT, "/c/d", 0));
    assertThat(fact(read(call("'type':'screen','name':'Home'"))))
        .isEqualTo(new PageViewed(KEY, AT, "Home", 0));
  }

  @Test
  void a_sign_in_keeps_the_network_but_not_the_address() {
    String call =
        call(
            "'type':'track','event':'Signed In',"
                + "'context':{'ip':'203.0.113.77','device':{'id':'d-1'}}");
    assertThat(fact(read(call))).isEqualTo(new SignedIn(KEY, AT, "d-1", "203.0.113.0/24"));
  }

  @Test
  void an_anonymous_visitor_is_a_customer_too() {
    String call = call("'type':'page'").replace("userId", "anonymousId");
    assertThat(((Reading.Fact) read(call)).customer()).isEqualTo(new CustomerId("c-1"));
  }

  @Test
  void a_clock_that_is_an_hour_fast_is_corrected_by_the_time_of_sending() {
    String call =
        call("'type':'page','sentAt':'2026-03-01T13:31:00Z'").replace("T12:30:15", "T13:30:15");
    assertThat(fact(read(call)).at()).isEqualTo(AT);
  }

  @Test
  void a_time_that_segment_corrected_already_is_taken_as_it_is() {
    String call =
        call(
            "'type':'page','sentAt':'2026-03-01T19:00:00Z',"
                + "'originalTimestamp':'2026-03-01T18:59:00Z'");
    assertThat(fact(read(call)).at()).isEqualTo(AT);
  }

  @Test
  void a_batch_gives_a_reading_per_call_and_tells_its_time_of_sending_to_all() {
    String batch =
        "{\"batch\":["
            + call("'type':'page'")
            + ","
            + call("'type':'dance'")
            + ",7],"
            + "\"sentAt\":\"2026-03-01T12:32:00Z\"}";
    List<Reading> readings = readBatch(batch);
    assertThat(readings).hasSize(3);
    assertThat(fact(readings.get(0)).at()).isEqualTo(AT.minusSeconds(60));
    assertThat(pointers(readings.get(1))).containsExactly("/batch/1/type");
    assertThat(pointers(readings.get(2))).containsExactly("/batch/2");
  }

  /** The clock must not be corrected a second time, hours later. */
  @Test
  void what_is_quarantined_can_be_mended_and_sent_again_with_the_same_identity_and_time() {
    String call =
        track("Checkout Started", "{'value':-5}")
            .replace("\"userId\"", "\"sentAt\":\"2026-03-01T12:32:00Z\",\"userId\"");
    var kept = quarantined(read(call));
    assertThat(kept.original()).contains(call);
    byte[] mended = kept.original().replace("-5", "5").getBytes();
    Instant later = NOW.plusSeconds(7_200);
    CustomerEvent fact = fact(SHOP.read(mended, 0, mended.length, later));
    assertThat(fact).isEqualTo(new CheckoutStarted(KEY, AT.minusSeconds(60), euro(500)));
  }

  @Test
  void without_id_and_customer_a_call_is_rejected_for_both() {
    assertThat(pointers(read("{\"type\":\"page\"}"))).containsExactly("/messageId", "/userId");
  }
}
