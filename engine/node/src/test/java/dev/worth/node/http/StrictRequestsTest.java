// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.Events.view;
import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not understood is refused by name, never passed over. */
@ExtendWith(SharedServer.class)
class StrictRequestsTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String JSON = "application/json";
  private final Server server;

  StrictRequestsTest(Server server) {
    this.server = server;
  }

  @Test
  void a_query_parameter_that_is_not_documented_is_refused_and_those_that_are_get_listed() {
    for (var path : server.contract.document.get("paths").properties()) {
      if (!path.getKey().startsWith("/v1/") && !path.getKey().startsWith("/mp/")) continue;
      for (var operation : path.getValue().properties()) {
        var method = operation.getKey().toUpperCase(Locale.ROOT);
        var asked = path.getKey().replaceAll("\\{[^}]+}", "x") + "?nonsense=1";
        var reply = server.send(method, asked, BodyPublishers.ofString("{}"), "content-type", JSON);
        assertThat(reply.statusCode()).as(method + " " + asked).isEqualTo(400);
        var parameters = queryParameters(operation.getValue());
        assertThat(json(reply).get("detail").asText())
            .isEqualTo(
                "query parameter nonsense is not taken here: send none"
                    + (parameters.isEmpty() ? "" : " but " + parameters));
      }
    }
  }

  private static String queryParameters(JsonNode operation) {
    var names = new ArrayList<String>();
    for (var parameter : operation.path("parameters")) {
      if (parameter.get("in").asText().equals("query")) names.add(parameter.get("name").asText());
    }
    return String.join(", ", names);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/customers/a?as_of=2026-01-01T00:00:00Z, as_of is not taken",
    "/v1/customers/a/timeline?as_of=2026-01-01T00:00:00Z, as_of is not taken",
    "/v1/customers/a/score?as_off=2026-01-01T00:00:00Z, as_off is not taken",
    "/v1/customers/a/score?horizon=30&horizon=60, horizon stands twice",
    "/v1/customers/a/score?as_of=2026-01-01T00:00:00Z&min_seq=1, min_seq does not go with as_of"
  })
  void a_parameter_that_would_have_no_effect_is_named(String path, String why) {
    var reply = server.get(path);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply).get("detail").asText()).startsWith("query parameter " + why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/customers/a",
        "/v1//customers/a",
        "/v1/customers//a",
        "/v1/customers//score",
        "/v1/customers/a//score",
        "/v1/customers/a/"
      })
  void a_path_with_an_empty_part_is_another_path(String path) {
    server.post("/v1/events", ONE, view("a", "strict-path"));
    var reply = server.send("GET", server.address + path, BodyPublishers.noBody());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(404);
  }

  @Test
  void an_id_that_is_not_utf_8_is_refused_in_a_path_and_in_a_header() {
    for (String path : new String[] {"/score", "", "/timeline"}) {
      var reply = server.get("/v1/customers/a%FF" + path);
      assertThat(reply.statusCode()).isEqualTo(400);
      assertThat(json(reply).get("detail").asText()).contains("the customer", "UTF-8");
    }
    var binary =
        server.post(
            "/v1/events",
            JSON,
            "{\"product\":\"p\"}",
            "ce-specversion",
            "1.0",
            "ce-id",
            "strict-1",
            "ce-source",
            "/test",
            "ce-type",
            "product-viewed",
            "ce-subject",
            "a%FF");
    assertThat(binary.statusCode()).isEqualTo(400);
    assertThat(json(binary).at("/errors/0/pointer").asText()).isEqualTo("/subject");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/scores, text/plain",
    "/v1/scores, application/cloudevents+json",
    "/v1/track, application/x-www-form-urlencoded",
    "/v1/batch, application/xml",
    "/mp/collect, application/x-ndjson",
    "/v1/quarantine/abc/replay, text/plain",
    "/v1/models, application/json"
  })
  void a_body_of_another_media_type_is_refused_with_those_taken(String path, String type) {
    var reply = server.post(path, type, "{\"customers\":[\"a\"]}");
    assertThat(reply.statusCode()).isEqualTo(415);
    assertThat(json(reply).get("detail").asText())
        .startsWith("'" + type + "' is not taken: send a");
  }

  @Test
  void what_a_browser_sends_as_text_is_taken_where_browsers_send() {
    var call =
        "{\"client_id\":\"strict-b\",\"events\":[{\"name\":\"view_cart\",\"timestamp_micros\":1772366400000000}]}";
    var reply = server.post("/mp/collect?measurement_id=G-1&api_secret=x", "text/plain", call);
    assertThat(reply.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "subject, 5, /subject",
    "id, 5, /id",
    "source, 5, /source",
    "type, 5, /type",
    "subject, true, /subject",
    "subject, '[\"a\"]', /subject",
    "time, 1772366400, /time",
    "datacontenttype, 7, /datacontenttype"
  })
  void an_attribute_that_is_no_text_is_refused_with_its_name(
      String name, String value, String pointer) {
    var event = new ArrayList<String>();
    event.add("\"" + name + "\":" + value);
    String[] sound = {
      "\"specversion\":\"1.0\"", "\"id\":\"strict-2\"", "\"source\":\"/test\"",
      "\"type\":\"product-viewed\"", "\"subject\":\"strict-a\"", "\"data\":{\"product\":\"p\"}"
    };
    for (String field : sound) if (!field.startsWith("\"" + name + "\"")) event.add(field);
    var reply = server.post("/v1/events", ONE, "{" + String.join(",", event) + "}");
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(json(reply).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(json(reply).at("/errors/0/detail").asText()).contains(name, "not a text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'customers':['a',7]} | /customers/1",
        "{'customers':['a','']} | /customers/1",
        "{'customers':['a',{'customer':5}]} | /customers/1/customer",
        "{'customers':['a',{'customer':'b','min_seq':'1'}]} | /customers/1/min_seq",
        "{'customers':['a',{'customer':'b','min_seq':-1}]} | /customers/1/min_seq",
        "{'customers':[{'customer':'b','minseq':1}]} | /customers/0/minseq",
        "{'customers':[{'customer':'b','min_seq':1}],'as_of':'2026-01-01T00:00:00Z'} |"
            + " /customers/0/min_seq",
        "{'customers':'a'} | /customers",
        "{'customers':['a'],'horizon':'P1Y'} | /horizon",
        "{'customers':['a'],'horizon':true} | /horizon",
        "{'customers':['a'],'as_of':5} | /as_of",
        "{'customers':['a'],'as_of':'yesterday'} | /as_of",
        "{'customers':['a'],'explain':'yes'} | /explain",
        "{'customers':['a'],'min_seq':4} | /min_seq"
      })
  void an_error_in_a_question_about_many_names_the_field_and_its_place(
      String body, String pointer) {
    var reply = server.post("/v1/scores", JSON, body.replace('\'', '"'));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(json(reply).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(json(reply).get("detail").asText()).startsWith(pointer.substring(1) + " ");
  }

  /** Whether the score was made for this request or is repeated: its time and its age add up. */
  @Test
  void a_score_tells_its_age() {
    server.post("/v1/events", ONE, order("strict-c", "sc-1", "40"));
    for (int i = 0; i < 5; i++) {
      long before = System.currentTimeMillis();
      isMade(before, json(server.get("/v1/customers/strict-c/score")));
      var asked = server.post("/v1/scores", JSON, "{\"customers\":[\"strict-c\"]}");
      isMade(before, json(asked).at("/scores/0/score"));
      HttpResponse<String> again =
          server.post("/v1/events?score=changed", ONE, order("strict-c", "sc-1", "40"));
      if (json(again).has("score")) isMade(before, json(again).get("score"));
    }
    var past = json(server.get("/v1/customers/strict-c/score?as_of=2026-01-01T00:00:00Z"));
    assertThat(past.get("stale_ms").asLong()).isZero();
  }

  private static void isMade(long before, JsonNode score) {
    long answered =
        Instant.parse(score.get("as_of").asText()).toEpochMilli() + score.get("stale_ms").asLong();
    assertThat(answered).isBetween(before, System.currentTimeMillis());
  }
}
