// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.CustomerRoutesTest.next;
import static dev.worth.node.http.Events.NOW;
import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.Events.view;
import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineRoutesTest {
  private static final String ONE = "application/cloudevents+json";
  private @TempDir Path folder;
  private Server server;

  @BeforeEach
  void start() {
    server = new Server(folder, "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void quarantined_facts_are_listed_page_by_page_and_by_reason() {
    for (int i = 0; i < 5; i++) server.post("/v1/events", ONE, order("anna", "a" + i, "-1"));
    server.post("/v1/events", ONE, view("bert", "b1", NOW.plus(Duration.ofDays(9))));
    var ids = new ArrayList<String>();
    var path = "/v1/quarantine?limit=2";
    while (!path.isEmpty()) {
      var page = server.get(path);
      json(page).get("quarantined").forEach(held -> ids.add(held.get("event_id").asText()));
      path = next(page.headers().firstValue("link").orElse(""));
    }
    assertThat(ids).containsExactly("a0", "a1", "a2", "a3", "a4", "b1");
    var future = server.get("/v1/quarantine?reason=in_the_future");
    assertThat(json(future).get("quarantined")).hasSize(1);
    assertThat(server.get("/v1/quarantine?reason=whim").body()).contains("absurd_amount");
  }

  @Test
  void a_corrected_fact_counts_and_leaves_the_quarantine() {
    server.post("/v1/events", ONE, order("anna", "a1", "-20"));
    var held = held(0);
    assertThat(held.get("original").asText()).contains("-20");
    var again = replay(held, "");
    assertThat(again.get("status").asText()).isEqualTo("quarantined");
    var mended = replay(held, held.get("original").asText().replace("-20", "20"));
    assertThat(mended.get("status").asText()).isEqualTo("accepted");
    assertThat(json(server.get("/v1/quarantine")).get("quarantined")).isEmpty();
    assertThat(json(server.get("/v1/customers/anna")).at("/totals/net/amount").asText())
        .isEqualTo("20.00");
    assertThat(replay(held, "").get("status").asInt()).isEqualTo(404);
  }

  @Test
  void a_late_fact_whose_time_is_corrected_counts_though_it_does_not_name_its_customer() {
    server.post("/v1/events", ONE, view("anna", "a1"));
    server.post("/v1/events", ONE, view("anna", "a2", NOW.minus(Duration.ofDays(5))));
    var held = held(0);
    var at = held.get("at").asText();
    var mended = replay(held, held.get("original").asText().replace(at, NOW.toString()));
    assertThat(mended.get("status").asText()).isEqualTo("accepted");
  }

  @Test
  void a_fact_corrected_under_another_id_counts_and_the_old_one_is_released() {
    server.post("/v1/events", ONE, order("anna", "a1", "-20"));
    var held = held(0);
    assertThat(replay(held, order("anna", "a2", "20")).get("status").asText())
        .isEqualTo("accepted");
    assertThat(json(server.get("/v1/quarantine")).get("quarantined")).isEmpty();
  }

  @Test
  void a_correction_about_another_customer_or_without_sense_is_refused() {
    server.post("/v1/events", ONE, order("anna", "a1", "-20"));
    var held = held(0);
    assertThat(replay(held, order("bert", "a1", "20")).get("status").asInt()).isEqualTo(409);
    assertThat(replay(held, "{\"x\":").get("status").asInt()).isEqualTo(400);
    assertThat(json(server.get("/v1/quarantine")).get("quarantined")).hasSize(1);
  }

  @Test
  void a_fact_that_is_given_up_leaves_the_quarantine_for_good() {
    server.post("/v1/events", ONE, order("anna", "a1", "-20"));
    var id = held(0).get("id").asText();
    assertThat(server.delete("/v1/quarantine/" + id).statusCode()).isEqualTo(204);
    assertThat(server.delete("/v1/quarantine/" + id).statusCode()).isEqualTo(404);
    assertThat(json(server.get("/v1/quarantine")).get("quarantined")).isEmpty();
    assertThat(server.delete("/v1/quarantine/abc").statusCode()).isEqualTo(400);
  }

  private JsonNode held(int place) {
    return json(server.get("/v1/quarantine")).get("quarantined").get(place);
  }

  private JsonNode replay(JsonNode held, String body) {
    return json(
        server.post(
            "/v1/quarantine/" + held.get("id").asText() + "/replay", "application/json", body));
  }
}
