// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.Events.view;
import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServer.class)
class EdgeTest {
  private static final String ONE = "application/cloudevents+json";
  private final Server server;

  EdgeTest(Server server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/v1", "/v1/customers", "/v1/customers/a/b/c", "//"})
  void a_path_we_do_not_have_is_a_problem(String path) {
    var reply = server.get(path.equals("//") ? "/%2F" : path);
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.body()).contains("/problems/not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/events, POST",
    "GET, /v1/scores, POST",
    "PUT, /v1/customers/a/score, GET",
    "PATCH, /v1/models, 'GET, POST'",
    "POST, /health/live, GET"
  })
  void another_method_is_refused_with_those_allowed(String method, String path, String allowed) {
    var reply = server.send(method, path, BodyPublishers.ofString("{}"));
    assertThat(reply.statusCode()).isEqualTo(405);
    assertThat(reply.headers().firstValue("allow")).contains(allowed);
  }

  @Test
  void an_answer_nobody_would_accept_is_not_made() {
    assertThat(server.get("/v1/customers/a/score", "accept", "text/html").statusCode())
        .isEqualTo(406);
    assertThat(server.get("/v1/customers/a/score", "accept", "text/html, */*;q=0.1").statusCode())
        .isEqualTo(200);
    assertThat(server.get("/v1/customers/a/score", "accept", "application/*").statusCode())
        .isEqualTo(200);
  }

  @Test
  void the_clients_request_id_comes_back_unless_it_could_do_harm() {
    assertThat(
            server
                .get("/nothing", "x-request-id", "abc-1.2_3")
                .headers()
                .firstValue("x-request-id"))
        .contains("abc-1.2_3");
    assertThat(
            server
                .get("/nothing", "x-request-id", "a b<script>")
                .headers()
                .firstValue("x-request-id"))
        .isPresent()
        .isNotEqualTo(Optional.of("a b<script>"));
  }

  @Test
  void a_head_request_is_answered_as_a_get_without_its_body() throws IOException {
    var reply = talk("HEAD /v1/customers/a/score HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(reply).startsWith("HTTP/1.1 200").contains("ETag:").endsWith("\r\n\r\n");
  }

  @Test
  void what_is_not_http_is_told_so_as_a_problem() throws IOException {
    assertThat(talk("THIS IS NOT HTTP AT ALL\r\n\r\n"))
        .contains("HTTP/1.1 400", "/problems/invalid-request");
    assertThat(talk("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "y".repeat(20_000) + "\r\n\r\n"))
        .contains("HTTP/1.1 431", "/problems/too-many-headers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/customers/a/score?horizon=%zz",
        "/v1/customers/%zz/score",
        "/v1/customers/a/score?%",
        "/v1/customers/a\\b/score"
      })
  void an_address_with_broken_escapes_is_a_problem_and_no_defect(String path) throws IOException {
    assertThat(talk("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .contains("HTTP/1.1 400", "/problems/invalid-request");
  }

  @Test
  void a_body_that_dribbles_in_is_given_up_after_the_time_for_bodies() throws IOException {
    var head = "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: " + ONE + "\r\n";
    assertThat(talk(head + "Content-Length: 5000\r\n\r\n{\"id\""))
        .contains("HTTP/1.1 408", "/problems/timeout");
  }

  @Test
  void lines_are_answered_while_the_sender_is_still_sending() throws IOException {
    try (var socket = new Socket(server.address.getHost(), server.address.getPort())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      var in = socket.getInputStream();
      send(
          out,
          "POST /v1/events HTTP/1.1\r\n"
              + "Host: x\r\n"
              + "Content-Type: application/x-ndjson\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 3; i++) {
        var line = view("x-anna", "xa" + i) + "\n";
        send(out, Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
        String seen = "";
        while (!seen.contains("\"id\":\"xa" + i + "\"")) seen += (char) in.read();
      }
      send(out, "0\r\n\r\n");
    }
  }

  @Test
  void a_sender_that_breaks_off_loses_nothing_that_was_whole() throws IOException {
    try (var socket = new Socket(server.address.getHost(), server.address.getPort())) {
      socket.setSoTimeout(10_000);
      var whole = order("x-bert", "xb1", "5") + "\n";
      var body = whole + "{\"specversion\":\"1.0\",\"id\":\"xb2";
      send(
          socket.getOutputStream(),
          "POST /v1/events HTTP/1.1\r\n"
              + "Host: x\r\n"
              + "Content-Type: application/x-ndjson\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(body.length())
              + "\r\n"
              + body
              + "\r\n");
      String seen = "";
      while (!seen.contains("xb1")) seen += (char) socket.getInputStream().read();
    }
    assertThat(json(server.get("/v1/customers/x-bert/score?min_seq=1")).get("seq").asLong())
        .isEqualTo(1);
  }

  @Test
  void readiness_names_what_is_wrong_and_liveness_does_not_care() {
    assertThat(server.get("/health/startup").statusCode()).isEqualTo(200);
    server.trouble.set(Optional.of("9000 writes wait for the disk"));
    try {
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(server.get("/health/ready").body()).contains("journal: 9000 writes wait");
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(server.get("/health/startup").statusCode()).isEqualTo(200);
    } finally {
      server.trouble.set(Optional.empty());
    }
    assertThat(server.get("/health/ready").body())
        .isEqualTo("{\"status\":\"up\",\"checks\":[\"journal\"]}");
  }

  @Test
  void every_kind_of_problem_is_a_page() {
    for (var kind : ProblemKind.values()) {
      assertThat(server.get(kind.type()).body()).startsWith(kind.title()).contains(kind.page());
    }
    assertThat(server.get("/problems/bad-hair-day").statusCode()).isEqualTo(404);
  }

  @Test
  void measurements_come_in_both_formats_of_prometheus_and_name_no_customer() {
    server.post("/v1/events", ONE, view("x-secret", "xs1"));
    var plain = server.get("/metrics");
    assertThat(plain.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=UTF-8");
    assertThat(plain.body())
        .contains("http_server_request_duration_seconds_bucket{", "http_route=\"/v1/events\"")
        .contains("worth_events_total{verdict=\"accepted\"}", "jvm_memory_used_bytes")
        .contains("worth_model{version=\"baseline-1\"} 1.0")
        .contains("worth_scorer_fallbacks_total 0.0")
        .containsPattern("worth_journal_commit_duration_seconds_count [1-9]")
        .containsPattern("worth_journal_commit_writes_bucket\\{le=\"1.0\"} [1-9]")
        .doesNotContain("x-secret");
    var open =
        server.get(
            "/metrics", "accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    assertThat(open.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  /** Sends these bytes and reads until the server closes. */
  private String talk(String request) throws IOException {
    try (var socket = new Socket(server.address.getHost(), server.address.getPort())) {
      socket.setSoTimeout(10_000);
      send(socket.getOutputStream(), request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
