// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static dev.worth.node.ingest.Sending.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.ProductId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GA4's measurement protocol, without its habit of answering yes to everything. */
class Ga4EventsTest {
  private static final Set<String> SPECIFIED =
      Set.of(
          "view_item_list",
          "select_item",
          "view_item",
          "add_to_cart",
          "remove_from_cart",
          "view_cart",
          "add_to_wishlist",
          "begin_checkout",
          "add_shipping_info",
          "add_payment_info",
          "purchase",
          "refund",
          "view_promotion",
          "select_promotion",
          "login",
          "sign_up",
          "search");

  private static final String ITEMS =
      "'items':[{'item_id':'p-1','item_category':'Apparel','item_category2':'Shirts',"
          + "'price':10.5,'quantity':2}]";
  private static final String PURCHASE =
      "'transaction_id':'o-1','value':21.0,'currency':'EUR','tax':1,'shipping':2.5," + ITEMS;

  private static String body(String... events) {
    return ("{'client_id':'c-1','timestamp_micros':1772368215250000,'events':["
            + String.join(",", events)
            + "]}")
        .replace('\'', '"');
  }

  private static String event(String name, String params) {
    return "{'name':'" + name + "','params':{" + params + "}}";
  }

  private static Reading only(String body) {
    var readings = readBatch(body);
    assertThat(readings).hasSize(1);
    return readings.get(0);
  }

  static Stream<String> specified() {
    return SPECIFIED.stream();
  }

  @Test
  void the_table_holds_all_e_commerce_names() {
    assertThat(Ga4Names.EVENTS.keySet()).containsAll(SPECIFIED);
  }

  @ParameterizedTest
  @MethodSource("specified")
  void every_name_becomes_the_fact_the_table_says(String name) {
    assertThat(fact(only(body(event(name, PURCHASE)))))
        .isInstanceOf(Ga4Names.EVENTS.get(name).kind().fact);
  }

  @Test
  void a_purchase_is_an_order_with_shipping_and_tax_put_on_its_value() {
    var order = (OrderPlaced) fact(only(body(event("purchase", PURCHASE))));
    assertThat(order.order()).isEqualTo(new OrderId("o-1"));
    assertThat(order.at()).isEqualTo(AT);
    assertThat(order.total()).isEqualTo(euro(2450));
    assertThat(order.lines())
        .containsExactly(new OrderLine(new ProductId("p-1"), "apparel/shirts", 2, euro(1050)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction_id", "value", "currency", "items"})
  void a_purchase_that_lacks_what_ga4_requires_is_rejected_for_it(String field) {
    String lacking = event("purchase", PURCHASE.replace("'" + field + "'", "'other'"));
    assertThat(pointers(only(body(lacking)))).contains("/events/0/params/" + field);
  }

  @Test
  void a_fact_about_one_product_takes_the_first_item() {
    var added = (CartItemAdded) fact(only(body(event("add_to_cart", PURCHASE))));
    assertThat(added.product()).isEqualTo(new ProductId("p-1"));
    assertThat(added.quantity()).isEqualTo(2);
    assertThat(added.price()).isEqualTo(euro(1050));
  }

  @Test
  void the_same_body_sent_again_has_the_same_ids_and_its_events_have_different_ones() {
    String body = body(event("view_cart", ""), event("view_cart", ""));
    List<Reading> first = readBatch(body);
    assertThat(readBatch(body)).isEqualTo(first);
    assertThat(fact(first.get(0)).key()).isNotEqualTo(fact(first.get(1)).key());
    String other = body.replace("c-1", "c-2");
    assertThat(fact(readBatch(other).get(0)).key()).isNotEqualTo(fact(first.get(0)).key());
  }

  @Test
  void a_signed_in_user_is_the_customer_rather_than_the_browser() {
    String body =
        body(event("login", "")).replace("{\"client_id\"", "{\"user_id\":\"u-1\",\"client_id\"");
    assertThat(((Reading.Fact) only(body)).customer()).isEqualTo(new CustomerId("u-1"));
  }

  @Test
  void an_event_tells_its_own_time_if_it_has_one() {
    String own = "{'name':'login','timestamp_micros':'1772368216250000'}";
    assertThat(fact(only(body(own))).at()).isEqualTo(AT.plusSeconds(1));
  }

  @Test
  void what_is_quarantined_can_be_sent_again_with_the_same_identity() {
    String body = body(event("view_cart", ""), event("begin_checkout", "'value':-5"));
    var kept = quarantined(readBatch(body).get(1));
    assertThat(fact(read(kept.original().replace("-5", "5"))))
        .isEqualTo(new CheckoutStarted(kept.key(), AT, euro(500)));
  }

  @Test
  void without_a_client_an_event_is_rejected() {
    assertThat(pointers(only(body(event("login", "")).replace("client_id", "x"))))
        .containsExactly("/client_id");
  }
}
