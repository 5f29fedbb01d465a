// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One customer's records are damaged on the disk: that customer is told so, the others are served.
 */
class DamagedCustomerTest {
  private static final String ONE = "application/cloudevents+json";

  /** Far beyond any test: who waits for a time-out waits visibly. */
  private static final String PATIENT = "worth.patience = 1h";

  private static @TempDir Path folder;
  private static Server server;

  @BeforeAll
  static void damage() throws SQLException {
    try (var before = new Server(folder, "")) {
      before.post("/v1/events", ONE, order("anna", "a1", "40"));
      before.post("/v1/events", ONE, order("anna", "a2", "40"));
      before.post("/v1/events", ONE, order("bert", "b1", "40"));
    }
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("worth.db"));
        var statement = file.createStatement()) {
      int changed =
          statement.executeUpdate(
              "UPDATE events SET crc = crc + 1 WHERE seq = 2 AND pid = (SELECT pid FROM"
                  + " persistence_ids WHERE persistence_id = 'customer|anna')");
      assertThat(changed).isEqualTo(1);
    }
    server = new Server(folder, PATIENT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Timeout(20)
  void every_question_about_the_customer_is_answered_at_once_and_names_the_remedy() {
    for (int i = 0; i < 3; i++) {
      isDamage(server.get("/v1/customers/anna/score"));
      isDamage(server.get("/v1/customers/anna"));
      isDamage(server.get("/v1/customers/anna/timeline"));
      isDamage(server.get("/v1/customers/anna/score?as_of=2026-01-01T00:00:00Z"));
      isDamage(server.post("/v1/events", ONE, order("anna", "a" + (3 + i), "40")));
    }
    assertThat(server.get("/v1/customers/bert/score").statusCode()).isEqualTo(200);
    assertThat(server.get("/v1/customers/bert/timeline").statusCode()).isEqualTo(200);
  }

  @Test
  @Timeout(20)
  void among_many_customers_it_is_the_only_one_without_a_score() {
    for (String moment : new String[] {"", ",\"as_of\":\"2026-01-01T00:00:00Z\""}) {
      var body = "{\"customers\":[\"bert\",\"anna\",\"carl\"]" + moment + "}";
      var reply = server.post("/v1/scores", "application/json", body);
      assertThat(reply.statusCode()).isEqualTo(200);
      var scores = json(reply).get("scores");
      assertThat(scores.get(0).get("status").asInt()).isEqualTo(200);
      assertThat(scores.get(1).get("status").asInt()).isEqualTo(503);
      assertThat(scores.get(1).at("/problem/type").asText()).isEqualTo("/problems/damaged");
      assertThat(scores.get(1).at("/problem/detail").asText()).contains("'anna'", "worth verify");
      assertThat(scores.get(2).get("status").asInt()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(20)
  void in_a_batch_only_its_facts_are_rejected() {
    var lines =
        String.join(
            "\n", order("anna", "a9", "1"), order("bert", "b9", "1"), order("anna", "a8", "1"));
    var verdicts = server.post("/v1/events", "application/x-ndjson", lines).body().split("\n");
    assertThat(verdicts[0]).contains("\"rejected\"", "/problems/damaged");
    assertThat(verdicts[1]).contains("\"accepted\"");
    assertThat(verdicts[2]).contains("\"rejected\"", "/problems/damaged");
  }

  private static void isDamage(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
    assertThat(reply.headers().firstValue("retry-after")).contains("600");
    assertThat(json(reply).get("type").asText()).isEqualTo("/problems/damaged");
    assertThat(json(reply).get("detail").asText()).contains("'anna'", "worth verify", "backup");
  }
}
