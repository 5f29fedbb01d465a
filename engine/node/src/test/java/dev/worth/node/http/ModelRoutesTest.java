// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.ScoreRoutesTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.learning.Example;
import dev.worth.core.learning.Label;
import dev.worth.core.promotion.GateEvidence.Gathered;
import dev.worth.core.scoring.Baseline;
import dev.worth.node.model.Bundles;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRoutesTest {
  private static final String ZIP = "application/zip";
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
  void a_registered_model_answers_once_it_is_promoted_and_until_another_is() {
    assertThat(version()).isEqualTo(Baseline.VERSION);
    assertThat(register("m-1", "").statusCode()).isEqualTo(201);
    assertThat(version()).isEqualTo(Baseline.VERSION);
    assertThat(server.post("/v1/models/m-1/promote", "", "").body()).contains("\"in_use\":\"m-1\"");
    assertThat(version()).isEqualTo("m-1");
    assertThat(json(register("m-2", "?promote=true")).get("in_use").asBoolean()).isTrue();
    assertThat(version()).isEqualTo("m-2");
    assertThat(server.post("/v1/models/" + Baseline.VERSION + "/promote", "", "").statusCode())
        .isEqualTo(200);
    assertThat(version()).isEqualTo(Baseline.VERSION);
    assertThat(json(server.get("/v1/models")).get("models")).hasSize(2);
    assertThat(json(server.get("/v1/models/m-1")).get("family").asText()).isEqualTo("linear");
  }

  @Test
  void a_bundle_that_does_not_fit_is_refused_with_the_reason_and_changes_nothing() {
    byte[] damaged = Bundles.valid("m-1");
    damaged[damaged.length / 2] ^= 1;
    for (byte[] bytes : new byte[][] {damaged, {}, "no archive".getBytes()}) {
      var reply = server.post("/v1/models?promote=true", ZIP, BodyPublishers.ofByteArray(bytes));
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(422);
      assertThat(reply.body()).contains("/problems/bundle-refused");
    }
    assertThat(version()).isEqualTo(Baseline.VERSION);
    assertThat(json(server.get("/v1/models")).get("models")).isEmpty();
  }

  @Test
  void another_bundle_under_a_taken_name_is_refused() {
    register("m-1", "");
    assertThat(register("m-1", "").statusCode()).isEqualTo(201);
    var other = BodyPublishers.ofByteArray(Bundles.other("m-1"));
    assertThat(server.post("/v1/models", ZIP, other).body()).contains("version_taken");
  }

  @Test
  void a_version_nobody_registered_is_not_found() {
    assertThat(server.get("/v1/models/m-9").statusCode()).isEqualTo(404);
    assertThat(server.post("/v1/models/m-9/promote", "", "").statusCode()).isEqualTo(404);
    assertThat(server.get("/v1/models/..%2Fchampion").statusCode()).isEqualTo(404);
  }

  @Test
  void only_archives_are_taken() {
    assertThat(server.post("/v1/models", "application/json", "{}").statusCode()).isEqualTo(415);
  }

  @Test
  void a_version_on_its_way_is_shown_with_what_it_waits_for() throws Exception {
    var first = BodyPublishers.ofByteArray(Bundles.flat("m-1", 0.4));
    server.post("/v1/models?promote=true", ZIP, first);
    assertThat(json(server.get("/v1/models")).has("rollout")).isFalse();
    server.loop.walker().take("m-2", "schedule", Bundles.flat("m-2", -0.85), threeOfTenBuy());
    var rollout = json(server.get("/v1/models")).get("rollout");
    assertThat(rollout.get("version").asText()).isEqualTo("m-2");
    assertThat(rollout.get("stage").asText()).isEqualTo("shadow");
    assertThat(rollout.get("waits_for").asText()).startsWith("the shop's time");
    assertThat(json(server.get("/v1/models/m-2")).get("rollout").get("until")).isNotNull();
    assertThat(json(server.get("/v1/models/m-1")).has("rollout")).isFalse();
    var last = json(server.get("/v1/models/history")).get("events").get(3);
    assertThat(last.get("event").asText()).isEqualTo("shadow");
    assertThat(last.get("by").asText()).isEqualTo("trainer");
    assertThat(last.get("gates").get("results")).isNotEmpty();
    assertThat(last.has("shop_time")).isTrue();
  }

  private static Gathered threeOfTenBuy() {
    var somebody = Features.of(CustomerState.UNKNOWN, Instant.EPOCH, 30, "EUR");
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 400; i++)
      examples.add(new Example(somebody, new Label(i % 10 < 3 ? 1 : 0, i % 10 < 3 ? 1 : 0)));
    return new Gathered(examples, List.of(), List.of(), List.of());
  }

  private HttpResponse<String> register(String version, String query) {
    return server.post(
        "/v1/models" + query, ZIP, BodyPublishers.ofByteArray(Bundles.valid(version)));
  }

  private String version() {
    return json(server.get("/v1/customers/anna/score")).get("model_version").asText();
  }
}
