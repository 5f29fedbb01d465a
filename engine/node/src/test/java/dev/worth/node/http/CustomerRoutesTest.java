// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.Events.view;
import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class CustomerRoutesTest {
  private static final String ONE = "application/cloudevents+json";
  private final Server server;

  CustomerRoutesTest(Server server) {
    this.server = server;
  }

  @Test
  void a_customer_is_summed_up() {
    server.post("/v1/events", ONE, order("c-anna", "ca1", "40.50"));
    server.post("/v1/events", ONE, view("c-anna", "ca2"));
    server.post(
        "/v1/events",
        "application/json",
        "{\"type\":\"consent-changed\",\"source\":\"/x\",\"id\":\"ca3\",\"customer\":\"c-anna\",\"personalisation\":true,\"marketing\":false}");
    var customer = json(server.get("/v1/customers/c-anna"));
    assertThat(customer.get("seq").asLong()).isEqualTo(3);
    assertThat(customer.at("/totals/net/amount").asText()).isEqualTo("40.50");
    assertThat(customer.at("/totals/orders").asLong()).isEqualTo(1);
    assertThat(customer.at("/counts/product_viewed").asInt()).isEqualTo(1);
    assertThat(customer.get("stage").asText()).isEqualTo("new");
    assertThat(customer.at("/consent/personalisation").asBoolean()).isTrue();
    assertThat(customer.at("/consent/marketing").asBoolean()).isFalse();
  }

  @Test
  void a_customer_nobody_knows_is_not_found() {
    assertThat(server.get("/v1/customers/c-nobody").statusCode()).isEqualTo(404);
    assertThat(json(server.get("/v1/customers/c-nobody/timeline")).get("facts")).isEmpty();
  }

  @Test
  void the_timeline_is_read_page_by_page_without_a_gap_or_a_repeat() {
    IntStream.range(0, 7).forEach(i -> server.post("/v1/events", ONE, view("c-bert", "cb" + i)));
    var seen = new ArrayList<String>();
    var next = "/v1/customers/c-bert/timeline?limit=3";
    int pages = 0;
    while (!next.isEmpty()) {
      var page = server.get(next);
      json(page).get("facts").forEach(fact -> seen.add(fact.at("/fact/id").asText()));
      next = next(page.headers().firstValue("link").orElse(""));
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).isEqualTo(IntStream.range(0, 7).mapToObj(i -> "cb" + i).toList());
  }

  @Test
  void a_cursor_or_limit_we_did_not_hand_out_is_a_problem() {
    for (String query : List.of("cursor=%25%25", "cursor=YWJj", "limit=0", "limit=501")) {
      assertThat(server.get("/v1/customers/c-bert/timeline?" + query).statusCode()).isEqualTo(400);
    }
  }

  static String next(String link) {
    return link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
  }
}
