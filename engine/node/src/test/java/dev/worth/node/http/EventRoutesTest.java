// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.NOW;
import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.Events.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServer.class)
class EventRoutesTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String LINES = "application/x-ndjson";
  private static final String JSON = "application/json";
  private static final String EVENTS = "/v1/events";
  private final Server server;

  EventRoutesTest(Server server) {
    this.server = server;
  }

  @Test
  void one_event_is_accepted_once_and_then_a_duplicate() {
    var first = server.post(EVENTS, ONE, order("anna", "a1", "19.99"));
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.body()).isEqualTo("{\"id\":\"a1\",\"status\":\"accepted\",\"seq\":1}");
    var again = server.post(EVENTS, ONE, order("anna", "a1", "19.99"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"duplicate\"", "\"seq\":1");
  }

  @Test
  void an_event_we_cannot_believe_is_kept_in_quarantine() {
    var reply = server.post(EVENTS, ONE, order("bert", "b1", "-5.00"));
    assertThat(reply.statusCode()).isEqualTo(202);
    assertThat(reply.body()).contains("\"quarantined\"", "\"reason\":\"absurd_amount\"");
  }

  @Test
  void a_fact_older_than_the_window_is_quarantined_as_late() {
    server.post(EVENTS, ONE, view("berta", "v1"));
    var reply = server.post(EVENTS, ONE, view("berta", "v2", NOW.minus(Duration.ofDays(5))));
    assertThat(reply.body()).contains("\"quarantined\"", "\"reason\":\"too_late\"");
  }

  @Test
  void an_event_in_binary_mode_has_its_attributes_in_headers() {
    var reply =
        server.post(
            EVENTS,
            JSON,
            "{\"product\":\"p-1\"}",
            "ce-specversion",
            "1.0",
            "ce-id",
            "c1",
            "ce-source",
            "/caf%C3%A9",
            "ce-type",
            "product-viewed",
            "ce-subject",
            "clara");
    assertThat(reply.statusCode()).isEqualTo(202);
    assertThat(server.get("/v1/customers/clara/timeline").body()).contains("\"/café\"");
  }

  @Test
  void a_batch_has_a_result_for_each_event_in_its_order() {
    var body = "[" + order("dora", "d1", "5") + ",{}," + view("dirk", "d2") + "]";
    var reply = server.post(EVENTS, BATCH, body);
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .startsWith("{\"accepted\":2,\"duplicate\":0,\"quarantined\":0,\"rejected\":1,");
    assertThat(reply.body().indexOf("d1")).isLessThan(reply.body().indexOf("rejected\",\"problem"));
  }

  @Test
  void a_batch_beyond_the_limit_is_refused_whole() {
    var body =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(i -> "{}")
            .collect(Collectors.joining(",", "[", "]"));
    assertProblem(server.post(EVENTS, BATCH, body), 413, "too-large");
  }

  @Test
  void lines_are_answered_one_by_one_in_order_and_blank_ones_are_skipped() {
    var body =
        view("emil", "e1")
            + "\n\n"
            + "{broken\n"
            + view("emil", "e1")
            + "\r\n"
            + order("emil", "e2", "9");
    var lines = server.post(EVENTS, LINES, body).body().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .isEqualTo("{\"line\":1,\"id\":\"e1\",\"status\":\"accepted\",\"seq\":2}");
    assertThat(lines.get(1))
        .startsWith("{\"line\":3,\"status\":\"rejected\"")
        .contains("malformed-json");
    assertThat(lines.get(2)).startsWith("{\"line\":4,\"id\":\"e1\",\"status\":\"duplicate\"");
    assertThat(lines.get(3)).startsWith("{\"line\":5,\"id\":\"e2\",\"status\":\"accepted\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "application/jsonl"})
  void a_long_stream_of_lines_is_answered_line_for_line(String type) {
    int n = 20_000;
    var body =
        IntStream.range(0, n)
            .mapToObj(i -> view("f" + i % 500, type + i))
            .collect(Collectors.joining("\n"));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var unknownLength = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
    var lines = server.post(EVENTS, type, unknownLength).body().lines().toList();
    assertThat(lines).hasSize(n).allMatch(line -> line.contains("\"accepted\""));
    assertThat(lines.get(n - 1))
        .startsWith("{\"line\":" + n + ",\"id\":\"" + type + (n - 1) + "\"");
  }

  @Test
  void a_line_beyond_the_limit_is_rejected_and_the_next_one_counts() {
    var body = "{\"x\":\"" + "y".repeat(300_000) + "\"}\n" + view("gina", "g1");
    var lines = server.post(EVENTS, LINES, body).body().lines().toList();
    assertThat(lines.get(0))
        .startsWith("{\"line\":1,\"status\":\"rejected\"")
        .contains("event-too-large");
    assertThat(lines.get(1)).startsWith("{\"line\":2,\"id\":\"g1\",\"status\":\"accepted\"");
  }

  @Test
  void a_fact_that_changes_value_is_answered_with_the_new_score() {
    var reply = server.post(EVENTS + "?score=changed&horizon=30", ONE, order("hans", "h1", "50"));
    assertThat(reply.body())
        .contains("\"score\":{", "\"horizon\":\"P30D\"", "\"basis\":\"thin\"", "\"seq\":1");
    assertThat(server.post(EVENTS + "?score=changed", ONE, view("hans", "h2")).body())
        .doesNotContain("score");
    var lines = view("hans", "h3") + "\n" + order("hans", "h4", "70");
    var verdicts = server.post(EVENTS + "?score=changed", LINES, lines).body().lines().toList();
    assertThat(verdicts.get(0)).doesNotContain("score");
    assertThat(verdicts.get(1)).contains("\"score\":{");
  }

  @Test
  void calls_of_segment_are_taken_at_their_own_addresses() {
    var track =
        "{\"messageId\":\"s1\",\"userId\":\"ida\",\"event\":\"Order"
            + " Completed\",\"properties\":{\"order_id\":\"so1\",\"total\":12.5,\"currency\":\"EUR\"}}";
    assertThat(server.post("/v1/track", JSON, track).statusCode()).isEqualTo(202);
    var batch = "{\"batch\":[" + track.replace("\"event\"", "\"type\":\"track\",\"event\"") + "]}";
    assertThat(server.post("/v1/batch", JSON, batch).body()).contains("\"duplicate\":1");
    for (String type : new String[] {"identify", "page", "screen", "group", "alias"}) {
      var call =
          "{\"messageId\":\"%s\",\"userId\":\"ida\",\"name\":\"home\",\"traits\":{}}"
              .formatted(type);
      assertThat(server.post("/v1/" + type, JSON, call).body()).contains("\"accepted\"");
    }
    assertThat(server.get("/v1/customers/ida/timeline").body())
        .contains("order-placed", "profile-updated", "page-viewed", "element-clicked");
  }

  @Test
  void events_of_ga4_are_taken_and_bad_ones_are_told_so() {
    var body =
        "{\"client_id\":\"jan\",\"events\":[{\"name\":\"purchase\",\"params\":{\"transaction_id\":\"T1\",\"value\":30.5,\"currency\":\"EUR\",\"items\":[{\"item_id\":\"p\",\"price\":30.5}]}},{\"name\":\"nonsense\"}]}";
    assertThat(server.post("/mp/collect", JSON, body).body())
        .contains("\"accepted\":1", "\"rejected\":1", "/events/1");
  }

  @Test
  void json_is_told_apart_by_its_fields() {
    var flat =
        "{\"type\":\"order-cancelled\",\"source\":\"/x\",\"id\":\"k1\",\"customer\":\"karl\",\"order\":\"o1\"}";
    assertThat(server.post(EVENTS, JSON, flat).statusCode()).isEqualTo(202);
    assertThat(server.post(EVENTS, JSON, "[" + flat + "," + order("karl", "k2", "1") + "]").body())
        .contains("\"accepted\":1", "\"duplicate\":1");
  }

  @Test
  void truncated_json_is_a_problem_that_points_at_the_break() {
    var reply = server.post(EVENTS, ONE, order("lena", "l1", "5").substring(0, 60));
    assertProblem(reply, 400, "malformed-json");
    assertThat(server.get("/v1/customers/lena").statusCode()).isEqualTo(404);
  }

  @Test
  void invalid_utf8_is_a_problem() {
    byte[] body = order("lena", "l2", "5").getBytes(StandardCharsets.UTF_8);
    body[20] = (byte) 0xff;
    assertProblem(
        server.post(EVENTS, ONE, BodyPublishers.ofByteArray(body)), 400, "malformed-json");
  }

  @Test
  void wrong_fields_are_all_named() {
    var reply =
        server.post(
            EVENTS, ONE, "{\"specversion\":\"1.0\",\"type\":\"order-placed\",\"time\":\"soon\"}");
    assertProblem(reply, 400, "invalid-event");
    assertThat(reply.body())
        .contains("\"pointer\":\"/id\"", "\"pointer\":\"/source\"", "\"pointer\":\"/time\"");
  }

  @Test
  void an_unknown_kind_is_refused_with_its_name_in_the_pointer() {
    var reply =
        server.post(EVENTS, ONE, view("mia", "m1").replace("product-viewed", "moon-landed"));
    assertProblem(reply, 400, "invalid-event");
    assertThat(reply.body()).contains("\"pointer\":\"/type\"");
  }

  @Test
  void an_empty_body_is_a_problem() {
    assertProblem(server.post(EVENTS, ONE, ""), 400, "malformed-json");
    assertThat(server.post(EVENTS, LINES, "").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {ONE, BATCH, JSON})
  void ten_megabytes_are_refused_unless_they_are_lines(String type) {
    assertProblem(server.post(EVENTS, type, "x".repeat(10_000_000)), 413, "too-large");
  }

  @Test
  void a_stream_of_unknown_length_is_refused_once_it_is_too_long() {
    var body =
        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[600_000]));
    assertProblem(server.post(EVENTS, JSON, body), 413, "too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream", ""})
  void other_media_types_are_refused_with_the_list(String type) {
    var reply = server.post(EVENTS, type, view("nele", "n1"));
    assertProblem(reply, 415, "unsupported-media-type");
    assertThat(reply.body()).contains("application/x-ndjson");
  }

  private static void assertProblem(HttpResponse<String> reply, int status, String kind) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).startsWith("{\"type\":\"/problems/" + kind + "\"");
  }
}
