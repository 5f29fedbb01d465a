// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.NOW;
import static dev.worth.node.http.Events.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.worth.core.scoring.Output;
import dev.worth.core.scoring.WorkedExample;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServer.class)
class ScoreRoutesTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String JSON = "application/json";
  private final Server server;

  ScoreRoutesTest(Server server) {
    this.server = server;
  }

  @Test
  void a_customer_nobody_knows_gets_the_answer_for_customers_in_general() {
    var score = json(server.get("/v1/customers/nobody/score"));
    assertThat(score.get("basis").asText()).isEqualTo("prior");
    assertThat(score.get("stage").asText()).isEqualTo("prospect");
    assertThat(score.get("seq").asLong()).isZero();
    assertThat(score.get("horizon").asText()).isEqualTo("P90D");
  }

  @Test
  void what_was_acknowledged_is_in_the_next_score() {
    long seq =
        json(server.post("/v1/events", ONE, order("s-anna", "sa1", "40"))).get("seq").asLong();
    var score = json(server.get("/v1/customers/s-anna/score?min_seq=" + seq + "&horizon=30"));
    assertThat(score.get("seq").asLong()).isEqualTo(seq);
    assertThat(score.get("basis").asText()).isEqualTo("thin");
    assertThat(score.at("/expected_spend/currency").asText()).isEqualTo("EUR");
    assertThat(score.at("/expected_spend/intervals")).hasSize(3);
    assertThat(score.at("/input_ages/order").asLong()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void a_number_that_no_write_returned_is_a_conflict_after_the_wait() {
    var reply = server.get("/v1/customers/s-bert/score?min_seq=7");
    assertThat(reply.statusCode()).isEqualTo(409);
    assertThat(reply.headers().firstValue("retry-after")).contains("1");
    assertThat(reply.body()).contains("/problems/not-yet-visible", "min_seq is 7", "is at 0");
  }

  @Test
  void the_same_score_again_is_not_sent_again() {
    server.post("/v1/events", ONE, order("s-clara", "sc1", "40"));
    var first = server.get("/v1/customers/s-clara/score");
    String tag = first.headers().firstValue("etag").orElseThrow();
    var again = server.get("/v1/customers/s-clara/score", "if-none-match", "\"other\", " + tag);
    // The minute may have changed between the two, and with it the score.
    assertThat(again.statusCode())
        .isEqualTo(again.headers().firstValue("etag").orElseThrow().equals(tag) ? 304 : 200);
    server.post("/v1/events", ONE, order("s-clara", "sc2", "60"));
    var later = server.get("/v1/customers/s-clara/score", "if-none-match", tag);
    assertThat(later.statusCode()).isEqualTo(200);
    assertThat(later.headers().firstValue("etag")).isPresent().isNotEqualTo(tag);
  }

  /** Whoever sends the facts of the definitions' example and asks its question gets its figures. */
  @Test
  void the_worked_example_of_the_definitions_is_what_the_server_answers() {
    for (var fact : WorkedExample.facts()) {
      String total = fact.total().value().decimal().toPlainString();
      var sent = server.post("/v1/events", ONE, placed(fact.order().value(), fact.at(), total));
      assertThat(json(sent).get("status").asText()).isEqualTo("accepted");
    }
    var told =
        json(server.get("/v1/customers/example/score?explain=true&as_of=" + WorkedExample.AS_OF));
    for (Output output : Output.values())
      assertThat(server.get("/v1/definitions/" + output.code()).body())
          .contains("%s = **%s**".formatted(output.code(), value(told, output)));
    assertThat(json(server.get("/v1/definitions")).get("definitions"))
        .hasSize(Output.values().length);
    assertThat(server.get("/v1/definitions/magic").body()).contains("purchase_probability");
  }

  private static String value(JsonNode told, Output output) {
    if (output == Output.CONTRIBUTIONS) return "%.6f".formatted(sum(told));
    var node = told.path(output.code());
    if (output == Output.EXPECTED_SPEND) node = node.path("amount");
    if (output == Output.STAGE || output == Output.BASIS || output == Output.NEXT_ORDER_DATE)
      return node.asText();
    return "%.6f".formatted(Double.parseDouble(node.asText()));
  }

  private static double sum(JsonNode told) {
    double sum = told.get("base_log_odds").asDouble();
    for (JsonNode part : told.get("contributions")) sum += part.get("log_odds").asDouble();
    return sum;
  }

  private static String placed(String order, Instant at, String total) {
    return """
    {"specversion":"1.0","id":"%s","source":"/definitions","type":"order-placed",
     "subject":"example","time":"%s","data":{"order":"%s","total":"%s","currency":"EUR"}}\
    """
        .formatted(order, at, order, total);
  }

  @Test
  void an_explanation_sums_to_the_score() {
    server.post("/v1/events", ONE, order("s-dora", "sd1", "40"));
    var score = json(server.get("/v1/customers/s-dora/score?explain=true"));
    double sum = score.get("base_log_odds").asDouble();
    for (var part : score.get("contributions")) sum += part.get("log_odds").asDouble();
    assertThat(1 / (1 + Math.exp(-sum)))
        .isCloseTo(score.get("purchase_probability").asDouble(), within(1e-6));
    assertThat(json(server.get("/v1/customers/s-dora/score")).has("contributions")).isFalse();
  }

  @Test
  void the_score_of_a_moment_knows_only_what_had_happened() {
    var then = NOW.minus(Duration.ofHours(20));
    server.post("/v1/events", ONE, order("s-emil", "se1", "40", then));
    server.post("/v1/events", ONE, order("s-emil", "se2", "60"));
    var past = json(server.get("/v1/customers/s-emil/score?as_of=" + then.plusSeconds(60)));
    assertThat(past.get("seq").asLong()).isEqualTo(1);
    assertThat(past.get("as_of").asText()).isEqualTo(then.plusSeconds(60).toString());
    var before = json(server.get("/v1/customers/s-emil/score?as_of=2020-01-01T00:00:00+01:00"));
    assertThat(before.get("basis").asText()).isEqualTo("prior");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "horizon=P1M",
        "horizon=0",
        "horizon=-5",
        "horizon=4000",
        "horizon=soon",
        "explain=maybe",
        "min_seq=-1",
        "min_seq=x",
        "as_of=2999-01-01T00:00:00Z",
        "as_of=yesterday"
      })
  void a_parameter_out_of_range_is_named_with_the_remedy(String query) {
    var reply = server.get("/v1/customers/s-frida/score?" + query);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply).get("detail").asText())
        .startsWith("query parameter " + query.split("=")[0] + " is '")
        .contains("send");
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "P30D", "P4W2D"})
  void a_horizon_is_days_or_a_duration(String horizon) {
    assertThat(
            json(server.get("/v1/customers/s-gina/score?horizon=" + horizon))
                .get("horizon")
                .asText())
        .isEqualTo("P30D");
  }

  @Test
  void an_id_may_hold_a_slash_and_a_blank_when_escaped() {
    assertThat(json(server.get("/v1/customers/shop%2F7%20b/score")).get("customer").asText())
        .isEqualTo("shop/7 b");
    assertThat(server.get("/v1/customers/%20/score").statusCode()).isEqualTo(400);
  }

  @Test
  void many_customers_are_scored_at_once_with_a_status_for_each() {
    server.post("/v1/events", ONE, order("s-hans", "sh1", "40"));
    var body =
        "{\"customers\":[\"s-hans\",{\"customer\":\"s-hans\",\"min_seq\":1},{\"customer\":\"s-ida\",\"min_seq\":9}],\"horizon\":\"P30D\",\"explain\":true}";
    var scores = json(server.post("/v1/scores", JSON, body)).get("scores");
    assertThat(scores.get(0).get("status").asInt()).isEqualTo(200);
    assertThat(scores.get(0).at("/score/horizon").asText()).isEqualTo("P30D");
    assertThat(scores.get(0).at("/score/contributions")).isNotEmpty();
    assertThat(scores.get(1).at("/score/seq").asLong()).isEqualTo(1);
    assertThat(scores.get(2).get("status").asInt()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"customers\":[]}",
        "{\"customers\":[7]}",
        "{\"customers\":[\"\"]}",
        "{\"customers\":[\"a\"],\"horizon\":\"P1Y\"}",
        "{\"customers\":[\"a\""
      })
  void a_question_about_many_that_cannot_be_read_is_a_problem(String body) {
    var reply = server.post("/v1/scores", JSON, body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("/problems/invalid-request");
  }

  @Test
  void more_than_a_thousand_customers_are_too_many() {
    var body = "{\"customers\":[" + "\"a\",".repeat(1_000) + "\"a\"]}";
    assertThat(server.post("/v1/scores", JSON, body).body()).contains("1001 entries");
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(response.body(), e);
    }
  }
}
