// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServer.class)
class ExperimentRoutesTest {
  private static final String JSON = "application/json";

  /** A bit more than a second. */
  private static final double SOON = 1.2 / 86_400;

  @Test
  void an_experiment_is_described_started_and_stopped(Server server) {
    var created = create(server, "life", 28);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("location")).hasValue("/v1/experiments/life");
    assertThat(json(created).get("status").asText()).isEqualTo("draft");
    assertThat(post(server, "/v1/experiments/life/start").statusCode()).isEqualTo(200);
    var stopped = server.post("/v1/experiments/life/stop", JSON, "{\"reason\":\"enough\"}");
    assertThat(json(stopped).get("reason").asText()).isEqualTo("enough");
    assertThat(json(server.get("/v1/experiments/life"))).isEqualTo(json(stopped));
    assertThat(json(server.get("/v1/experiments")).get("experiments"))
        .anyMatch(e -> e.get("id").asText().equals("life"));
    refused(post(server, "/v1/experiments/life/start"), 409, "started before");
    refused(post(server, "/v1/experiments/life/stop"), 409, "not running");
  }

  @Test
  void what_is_wrong_with_a_description_is_told(Server server) {
    create(server, "taken", 28);
    refused(create(server, "taken", 28), 409, "choose another id");
    refused(create(server, "No Good", 28), 400, "is no name");
    refused(create(server, "long", 1e9), 400, "metric over");
    String arms = "\"arms\":[{\"name\":\"a\"},{\"name\":\"b\",\"weight\":%s}]";
    String metric = "\"metric\":{\"kind\":\"%s\",\"days\":28}";
    refused(body(server, "{\"id\":\"e\"," + arms.formatted("1") + "}"), 400, "metric is missing");
    refused(
        body(server, "{\"id\":\"e\"," + metric.formatted("spend") + "}"), 400, "arms is missing");
    refused(
        body(
            server,
            "{\"id\":\"e\"," + arms.formatted("-1") + "," + metric.formatted("spend") + "}"),
        400,
        "arms/1 arm 'b' has weight -1.0");
    refused(
        body(server, "{\"id\":\"e\"," + arms.formatted("1") + "," + metric.formatted("joy") + "}"),
        400,
        "metric/kind is 'joy'");
    refused(body(server, "{\"id\":\"e\",\"extra\":1}"), 400, "extra is not taken");
    refused(body(server, "[]"), 400, "no JSON object");
    refused(body(server, "{"), 400, "not JSON");
  }

  @Test
  void a_customer_is_told_the_same_arm_and_it_is_journaled_once(Server server) {
    create(server, "once", 28);
    String assignment = "/v1/experiments/once/assignment?customer=erna";
    refused(post(server, assignment), 409, "start it first");
    post(server, "/v1/experiments/once/start");
    var look = json(server.get(assignment));
    assertThat(look.get("exposed").asBoolean()).isFalse();
    var first = json(post(server, assignment));
    assertThat(first.get("exposed").asBoolean()).isTrue();
    assertThat(first.get("arm")).isEqualTo(look.get("arm"));
    assertThat(json(post(server, assignment))).isEqualTo(first);
    assertThat(json(server.get(assignment))).isEqualTo(first);
    var facts = json(server.get("/v1/customers/erna/timeline")).get("facts");
    assertThat(facts).hasSize(1);
    assertThat(facts.get(0).at("/fact/type").asText()).isEqualTo("experiment-exposed");
    assertThat(facts.get(0).at("/fact/modelVersion").asText()).isNotEmpty();
    server.post("/v1/experiments/once/stop", "", "");
    refused(post(server, assignment), 409, "takes nobody any more");
  }

  @Test
  void a_question_about_nothing_is_told_so(Server server) {
    for (String rest : List.of("", "/result", "/assignment?customer=c"))
      refused(server.get("/v1/experiments/never" + rest), 404, "there is no experiment 'never'");
    refused(post(server, "/v1/experiments/never/start"), 404, "there is no experiment 'never'");
    create(server, "whom", 28);
    refused(server.get("/v1/experiments/whom/assignment"), 400, "customer is missing");
  }

  /** The outcome is what was ordered after the exposure and inside the window. */
  @Test
  void a_result_rests_on_the_orders_in_the_journal(Server server) throws Exception {
    create(server, "sums", SOON);
    post(server, "/v1/experiments/sums/start");
    var treated = new ArrayList<String>();
    for (String customer : IntStream.range(0, 40).mapToObj(i -> "sums-" + i).toList()) {
      event(server, Events.order(customer, customer + "-before", "99"));
      var arm = json(post(server, "/v1/experiments/sums/assignment?customer=" + customer));
      if (arm.get("arm").asText().equals("treated")) treated.add(customer);
    }
    for (String customer : treated.subList(0, 5)) {
      var within = exposedAt(server, customer).plusMillis(10);
      event(server, Events.order(customer, customer + "-after", "20", within));
    }
    while (arm(result(server), 1).get("matured").asInt() < treated.size()) Thread.sleep(100);
    var behind = exposedAt(server, treated.get(6)).plusMillis(1_250);
    Thread.sleep(100);
    event(server, Events.order(treated.get(6), "behind-the-window", "500", behind));
    var result = result(server);
    assertThat(result.get("finding").asText()).isEqualTo("too_early");
    assertThat(arm(result, 0).get("exposed").asInt() + treated.size()).isEqualTo(40);
    assertThat(arm(result, 1).get("mean").asDouble())
        .isCloseTo(100.0 / treated.size(), within(1e-6));
    assertThat(arm(result, 0).get("mean").asDouble()).isZero();
    assertThat(result.at("/comparisons/0/adjusted/low").isNull()).isTrue();
    assertThat(result.at("/sample_ratio/broken").asBoolean()).isFalse();
  }

  private static Instant exposedAt(Server server, String customer) {
    for (var told : json(server.get("/v1/customers/" + customer + "/timeline")).get("facts"))
      if (told.at("/fact/type").asText().equals("experiment-exposed"))
        return Instant.parse(told.at("/fact/at").asText());
    throw new AssertionError(customer + " was not exposed");
  }

  @Test
  void experiments_and_exposures_are_there_again_after_a_restart(@TempDir Path folder) {
    try (var server = new Server(folder, "")) {
      create(server, "lasting", 28);
      post(server, "/v1/experiments/lasting/start");
      post(server, "/v1/experiments/lasting/assignment?customer=c");
    }
    try (var server = new Server(folder, "")) {
      assertThat(json(server.get("/v1/experiments/lasting")).get("status").asText())
          .isEqualTo("running");
      var known = json(server.get("/v1/experiments/lasting/assignment?customer=c"));
      assertThat(known.get("exposed").asBoolean()).isTrue();
    }
  }

  private static JsonNode result(Server server) {
    return json(server.get("/v1/experiments/sums/result"));
  }

  private static JsonNode arm(JsonNode result, int place) {
    return result.at("/arms/" + place);
  }

  private static void event(Server server, String order) {
    var reply = server.post("/v1/events", "application/cloudevents+json", order);
    assertThat(reply.statusCode()).as(reply.body()).isLessThan(300);
  }

  private static HttpResponse<String> create(Server server, String id, double days) {
    return body(
        server,
        """
        {"id":"%s","arms":[{"name":"usual"},{"name":"treated","policy":"free-shipping"}],
         "metric":{"kind":"spend","days":%s}}\
        """
            .formatted(id, new java.math.BigDecimal(days).toPlainString()));
  }

  private static HttpResponse<String> body(Server server, String body) {
    return server.post("/v1/experiments", JSON, body);
  }

  private static HttpResponse<String> post(Server server, String path) {
    return server.post(path, "", "");
  }

  private static void refused(HttpResponse<String> reply, int status, String because) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains(because);
  }
}
