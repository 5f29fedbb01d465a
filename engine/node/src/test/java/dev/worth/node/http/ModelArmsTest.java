// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.node.model.Bundles;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arms that name model versions decide by which one a customer is answered. */
class ModelArmsTest {
  private static final String JSON = "application/json";
  private static final int CUSTOMERS = 60;
  private @TempDir Path folder;

  @Test
  void an_arm_answers_by_its_version_and_exposes_once_and_a_restart_changes_nothing() {
    Map<String, String> arms = new HashMap<>();
    try (var server = server()) {
      created(server, "versions", "m-2");
      assertThat(versions(server)).containsOnly("m-1");
      assertThat(post(server, "/v1/experiments/versions/start").statusCode()).isEqualTo(200);
      for (int c = 0; c < CUSTOMERS; c++) {
        String arm = json(server.get(assignment(c))).get("arm").asText();
        arms.put("c" + c, arm);
        String expected = arm.equals("new") ? "m-2" : "m-1";
        assertThat(version(server, c)).as(arm).isEqualTo(expected);
        assertThat(version(server, c)).isEqualTo(expected);
        var told = exposures(server, c);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().get("arm").asText()).isEqualTo(arm);
        // What was foretold is nobody's treatment: the champion's word in every arm.
        assertThat(told.getFirst().get("modelVersion").asText()).isEqualTo("m-1");
      }
      assertThat(arms.values()).contains("usual", "new", "holdout");
    }
    try (var server = started()) {
      for (int c = 0; c < CUSTOMERS; c++) {
        String expected = "new".equals(arms.get("c" + c)) ? "m-2" : "m-1";
        assertThat(version(server, c)).isEqualTo(expected);
        assertThat(exposures(server, c)).hasSize(1);
      }
      post(server, "/v1/experiments/versions/stop");
      assertThat(versions(server)).containsOnly("m-1");
    }
  }

  @Test
  void many_scores_recorded_scores_and_scores_with_an_event_expose_as_one_does() {
    try (var server = server()) {
      created(server, "ways", "m-2");
      post(server, "/v1/experiments/ways/start");
      server.post("/v1/scores", JSON, "{\"customers\":[\"c0\"]}");
      server.post("/v1/scores", JSON, "{\"customers\":[\"c1\"],\"record\":true}");
      String order = Events.order("c2", "c2-1", "20");
      server.post("/v1/events?score=changed", "application/cloudevents+json", order);
      server.post("/v1/events", "application/cloudevents+json", Events.order("c3", "c3-1", "20"));
      for (int c = 0; c < 3; c++) assertThat(exposures(server, c)).as("c" + c).hasSize(1);
      assertThat(exposures(server, 3)).isEmpty();
      server.post("/v1/experiments/ways/assignment?customer=c3", "", "");
      assertThat(exposures(server, 3)).hasSize(1);
    }
  }

  @Test
  void only_known_versions_can_be_named_and_only_one_experiment_can_decide() {
    try (var server = server()) {
      created(server, "unknown", "m-9");
      refused(post(server, "/v1/experiments/unknown/start"), "no model 'm-9' is registered");
      created(server, "first", "m-2");
      created(server, "second", "m-2");
      assertThat(post(server, "/v1/experiments/first/start").statusCode()).isEqualTo(200);
      refused(post(server, "/v1/experiments/second/start"), "'first' decides which model");
      post(server, "/v1/experiments/first/stop");
      assertThat(post(server, "/v1/experiments/second/start").statusCode()).isEqualTo(200);
    }
  }

  private Server started() {
    var server = new Server(folder, "");
    Server.await(server.experiments.heard());
    Server.await(server.registry.heard());
    return server;
  }

  /** With the champion m-1, and m-2 registered. */
  private Server server() {
    var server = started();
    for (String version : List.of("m-1", "m-2"))
      server.post(
          "/v1/models", "application/zip", BodyPublishers.ofByteArray(Bundles.valid(version)));
    server.post("/v1/models/m-1/promote", "", "");
    return server;
  }

  private static void created(Server server, String id, String model) {
    String body =
        """
        {"id":"%s","arms":[{"name":"usual"},{"name":"new","model":"%s"}],"holdout":0.2,
         "metric":{"kind":"purchased","days":28}}\
        """;
    var reply = server.post("/v1/experiments", JSON, body.formatted(id, model));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
  }

  private static String assignment(int c) {
    return "/v1/experiments/versions/assignment?customer=c" + c;
  }

  private static String version(Server server, int c) {
    return json(server.get("/v1/customers/c" + c + "/score")).get("model_version").asText();
  }

  /** Of customers who are asked about for the first time. */
  private static List<String> versions(Server server) {
    var all = new ArrayList<String>();
    for (int c = 0; c < 20; c++) all.add(version(server, c));
    return all;
  }

  private static List<JsonNode> exposures(Server server, int c) {
    var found = new ArrayList<JsonNode>();
    for (var told : json(server.get("/v1/customers/c" + c + "/timeline")).get("facts"))
      if (told.at("/fact/type").asText().equals("experiment-exposed")) found.add(told.get("fact"));
    return found;
  }

  private static HttpResponse<String> post(Server server, String path) {
    return server.post(path, "", "");
  }

  private static void refused(HttpResponse<String> reply, String because) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(409);
    assertThat(reply.body()).contains(because);
  }
}
