// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.order;
import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.worth.node.model.Bundles;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document and the server say the same. Every answer in here is held against the document. */
class OpenApiTest {
  private static final String JSON = "application/json";
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
  void every_documented_operation_answers_as_documented() {
    callEventRoutes();
    callReads();
    callQuarantine();
    callModels();
    callExperiments();
    callLearning();
    Stream.of("/health/startup", "/health/ready", "/health/live", "/metrics", "/openapi.json", "/")
        .forEach(server::get);
    server.get("/problems/timeout");
    assertThat(server.contract.succeeded).isEqualTo(server.contract.operations());
  }

  @Test
  void every_route_is_documented_and_every_documented_one_is_a_route() {
    var index = new TreeSet<String>();
    server
        .get("/")
        .body()
        .lines()
        .skip(2)
        .limit(200)
        .map(line -> line.strip().split("\\s+"))
        .filter(parts -> parts.length == 2 && parts[1].startsWith("/"))
        .forEach(parts -> index.add(parts[0] + " " + parts[1]));
    index.addAll(List.of("GET /", "GET /problems/{kind}"));
    assertThat(index).isEqualTo(server.contract.operations());
  }

  @Test
  void the_document_is_served_and_each_reference_in_it_leads_somewhere() throws Exception {
    var served = new ObjectMapper().readTree(server.get("/openapi.json").body());
    assertThat(served.get("openapi").asText()).startsWith("3.1");
    var references = served.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    assertThat(references).allMatch(ref -> !served.at(ref.substring(1)).isMissingNode());
  }

  private void callEventRoutes() {
    var one = order("anna", "a1", "20");
    server.post("/v1/events?score=changed", "application/cloudevents+json", one);
    server.post("/v1/events", "application/cloudevents+json", one);
    server.post("/v1/events", "application/cloudevents-batch+json", "[" + one + ",{}]");
    server.post(
        "/v1/events?score=changed", "application/x-ndjson", order("anna", "a2", "20") + "\n{");
    var call =
        "{\"messageId\":\"%s\",\"userId\":\"anna\",\"event\":\"Cart Viewed\",\"name\":\"x\"}";
    for (String type : List.of("track", "identify", "page", "screen", "group", "alias")) {
      server.post(
          "/v1/" + type,
          JSON,
          call.formatted(type)
              .replace(type.equals("track") ? "\u0000" : "\"event\":\"Cart Viewed\",", ""));
    }
    server.post("/v1/batch", JSON, "{\"batch\":[" + call.formatted("b1") + "]}");
    server.post(
        "/mp/collect", JSON, "{\"client_id\":\"anna\",\"events\":[{\"name\":\"view_cart\"}]}");
  }

  private void callReads() {
    server.get("/v1/customers/anna");
    server.get("/v1/customers/anna/timeline?limit=1");
    var tag = server.get("/v1/customers/anna/score?explain=true").headers().firstValue("etag");
    server.get("/v1/customers/anna/score?explain=true", "if-none-match", tag.orElseThrow());
    server.get("/v1/customers/anna/score?as_of=2026-01-01T00:00:00Z");
    server.get("/v1/customers/anna/score?mapped=true");
    server.get("/v1/customers/anna/score?min_seq=99");
    server.get("/v1/definitions");
    server.get("/v1/definitions/stage");
    server.post(
        "/v1/scores", JSON, "{\"customers\":[\"anna\",{\"customer\":\"b\",\"min_seq\":9}]}");
  }

  private void callQuarantine() {
    server.post("/v1/events", "application/cloudevents+json", order("anna", "q1", "-20"));
    var held = json(server.get("/v1/quarantine")).at("/quarantined/0/id").asText();
    server.post("/v1/quarantine/" + held + "/replay", JSON, "");
    server.delete("/v1/quarantine/" + held);
  }

  private void callModels() {
    var zip = BodyPublishers.ofByteArray(Bundles.valid("m-1"));
    server.post("/v1/models", "application/zip", zip);
    server.get("/v1/models");
    server.get("/v1/models/m-1");
    server.get("/v1/models/m-1/gates");
    String why = "{\"by\":\"anna\",\"reason\":\"to see\"}";
    server.post("/v1/models/m-1/shadow", JSON, why);
    server.post("/v1/models/m-1/canary", JSON, "{\"to\":\"50%\"}");
    server.post("/v1/models/m-1/rollback", JSON, why);
    server.post("/v1/models/m-1/promote", "", "");
    server.post("/v1/models/rollback", "", "");
    server.post("/v1/models/m-1/retire", JSON, why);
    server.get("/v1/models");
    server.get("/v1/models/history?from=2&limit=9");
  }

  private void callLearning() {
    var decision = json(server.get("/v1/customers/anna/score?record=true")).path("decision_id");
    var outcome =
        "{\"outcomes\":[{\"source\":\"/bank\",\"id\":\"b\",\"decision_id\":\"%s\","
            + "\"kind\":\"charge_back\",\"at\":\"2026-01-01T00:00:00Z\",\"amount\":\"1.00\"}]}";
    server.post("/v1/outcomes", JSON, outcome.formatted(decision.asText()));
    server.get("/v1/reports/forecasts");
    server.get("/v1/reports/forecasts?by=stage&format=text");
    server.get("/v1/reports/forecasts?by=version,stage,cohort");
    server.get("/v1/training");
    server.post("/v1/training?reason=test", "", "");
  }

  private void callExperiments() {
    var body =
        "{\"id\":\"e\",\"arms\":[{\"name\":\"a\"},{\"name\":\"b\"}],"
            + "\"metric\":{\"kind\":\"orders\",\"days\":28},\"holdout\":0.1}";
    server.post("/v1/experiments", JSON, body);
    server.get("/v1/experiments");
    server.get("/v1/experiments/e");
    server.post("/v1/experiments/e/start", "", "");
    server.post("/v1/experiments/e/assignment?customer=anna", "", "");
    server.get("/v1/experiments/e/assignment?customer=anna");
    server.get("/v1/experiments/e/result");
    server.post("/v1/experiments/e/stop", JSON, "{\"reason\":\"done\"}");
  }
}
