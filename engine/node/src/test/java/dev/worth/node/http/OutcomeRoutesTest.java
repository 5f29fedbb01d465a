// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outcomes find the forecast they came of by its id, or nothing. */
@ExtendWith(SharedServer.class)
class OutcomeRoutesTest {
  private final Server server;

  OutcomeRoutesTest(Server server) {
    this.server = server;
  }

  @Test
  void an_outcome_is_joined_by_the_decision_id_of_a_recorded_score_and_a_repeat_is_told_so() {
    String decision = recorded("olga");
    var first = told("o-1", decision);
    assertThat(first.path("status").asText()).isEqualTo("accepted");
    assertThat(told("o-1", decision).path("status").asText()).isEqualTo("duplicate");
    var timeline = json(server.get("/v1/customers/olga/timeline")).path("facts");
    assertThat(timeline.findValuesAsText("type"))
        .isEqualTo(List.of("order-placed", "forecast-made", "outcome-reported"));
    var kept = timeline.get(1).path("fact");
    assertThat(kept.path("id").asText()).isEqualTo(decision);
    assertThat(kept.path("purchaseProbability").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void many_scores_are_recorded_each_under_a_decision_of_its_own() {
    String type = "application/cloudevents+json";
    server.post("/v1/events", type, order("omar", "omar-1", "20"));
    String body = "{\"customers\":[{\"customer\":\"omar\",\"min_seq\":1},\"oona\"],\"record\":%s}";
    var scores = many(body.formatted(true)).path("scores");
    var decisions = scores.findValuesAsText("decision_id");
    assertThat(decisions).hasSize(2).doesNotHaveDuplicates();
    assertThat(told("o-4", decisions.get(0)).path("status").asText()).isEqualTo("accepted");
    assertThat(told("o-5", decisions.get(1)).path("status").asText()).isEqualTo("accepted");
    var kept = json(server.get("/v1/customers/oona/timeline")).at("/facts/0/fact");
    assertThat(kept.path("id").asText()).isEqualTo(decisions.get(1));
    assertThat(kept.path("version").asText())
        .isEqualTo(scores.at("/1/score/model_version").asText());
    assertThat(many(body.formatted(false)).findValuesAsText("decision_id")).isEmpty();
    var behind = many("{\"customers\":[{\"customer\":\"omar\",\"min_seq\":99}],\"record\":true}");
    assertThat(behind.at("/scores/0/status").asInt()).isEqualTo(409);
    assertThat(json(server.get("/v1/customers/omar/timeline")).path("facts")).hasSize(3);
    var past =
        server.post(
            "/v1/scores",
            "application/json",
            "{\"customers\":[\"omar\"],\"record\":true,\"as_of\":\"2026-01-01T00:00:00Z\"}");
    assertThat(past.statusCode()).isEqualTo(400);
    assertThat(past.body()).contains("record", "as_of");
  }

  private JsonNode many(String body) {
    return json(server.post("/v1/scores", "application/json", body));
  }

  @Test
  void an_unknown_decision_is_refused_by_name() {
    var verdict = told("o-2", "f-nobody");
    assertThat(verdict.path("status").asText()).isEqualTo("refused");
    assertThat(verdict.at("/problem/status").asInt()).isEqualTo(404);
    assertThat(verdict.at("/problem/detail").asText()).contains("f-nobody", "record=true");
  }

  @Test
  void the_same_id_for_another_decision_is_a_conflict() {
    assertThat(told("o-3", recorded("oskar")).path("status").asText()).isEqualTo("accepted");
    var verdict = told("o-3", recorded("oskar"));
    assertThat(verdict.at("/problem/status").asInt()).isEqualTo(409);
  }

  @Test
  void a_score_that_is_not_recorded_leaves_no_trace() {
    server.post("/v1/events", "application/cloudevents+json", order("otto", "otto-1", "20"));
    var score = json(server.get("/v1/customers/otto/score"));
    assertThat(score.has("decision_id")).isFalse();
    assertThat(json(server.get("/v1/customers/otto/timeline")).path("facts")).hasSize(1);
  }

  @Test
  void a_recorded_score_of_the_past_is_refused() {
    var answer = server.get("/v1/customers/otto/score?record=true&as_of=2026-01-01T00:00:00Z");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("as_of");
  }

  @Test
  void what_is_wrong_in_an_outcome_is_named() {
    var answer =
        server.post(
            "/v1/outcomes",
            "application/json",
            "{\"outcomes\":[{\"source\":\"s\",\"id\":\"1\",\"decision_id\":\"d\",\"kind\":\"luck\"}]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("outcomes/0/kind", "luck", "charge_back");
  }

  private String recorded(String customer) {
    String type = "application/cloudevents+json";
    server.post("/v1/events", type, order(customer, customer + "-1", "20"));
    var score = json(server.get("/v1/customers/" + customer + "/score?record=true"));
    return score.path("decision_id").asText();
  }

  private JsonNode told(String id, String decision) {
    String body =
        "{\"outcomes\":[{\"source\":\"/bank\",\"id\":\"%s\",\"decision_id\":\"%s\","
            + "\"kind\":\"charge_back\",\"at\":\"2026-03-01T00:00:00Z\",\"amount\":\"9.90\"}]}";
    var answer = server.post("/v1/outcomes", "application/json", body.formatted(id, decision));
    return json(answer).at("/outcomes/0");
  }
}
