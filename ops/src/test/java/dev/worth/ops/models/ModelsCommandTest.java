// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.Running;
import dev.worth.ops.Running.Printed;
import dev.worth.ops.evaluation.MadeShop;
import dev.worth.ops.wire.EngineClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions in a running engine, seen and steered by those who operate it. */
class ModelsCommandTest {
  private static final Instant CUT = Instant.parse("2024-01-01T00:00:00Z");
  private static final int CUSTOMERS = 120;

  @TempDir private Path folder;

  @Test
  void versions_are_listed_shown_compared_promoted_and_rolled_back() throws Exception {
    Path orders = orders();
    try (var engine = new Running(folder.resolve("data"))) {
      var client = new EngineClient(URI.create(engine.url()));
      client.post("/v1/models?promote=true", "application/zip", bundle(orders, "bgnbd", "v-1"));
      client.post("/v1/models", "application/zip", bundle(orders, "mixture", "v-2"));

      assertThat(models(engine, "list").out()).contains("champion: v-1", "v-2");
      assertThat(models(engine, "show", "v-2").out()).contains("family: mixture", "registered");
      assertThat(models(engine, "diff", "v-2").out())
          .contains("v-2 beside v-1", "not judged: no outcomes", "parity");
      assertThat(models(engine, "show", "v-3").code()).isEqualTo(1);

      assertThat(models(engine, "promote", "v-2").code()).isEqualTo(1);
      assertThat(models(engine, "promote", "v-2", "--force").code()).isEqualTo(1);
      assertThat(models(engine, "list").out()).contains("champion: v-1");
      assertThat(models(engine, "promote", "v-2", "--force", "--reason", "a trial by hand").out())
          .contains("champion: v-2", "a trial by hand");
      assertThat(models(engine, "rollback", "--reason", "over").out()).contains("champion: v-1");
    }
  }

  @Test
  void scores_are_told_on_the_scale_of_the_version_before_too() throws Exception {
    Path orders = orders();
    try (var engine =
        new Running(folder.resolve("data"), Map.of("worth.learning.enabled", false))) {
      var client = new EngineClient(URI.create(engine.url()));
      Running.worth("import", orders.toString(), "--url", engine.url());
      client.post("/v1/models?promote=true", "application/zip", bundle(orders, "bgnbd", "v-1"));
      var before = new ArrayList<Double>();
      for (int c = 0; c < CUSTOMERS; c++) {
        var score = score(client, c, false);
        assertThat(score.path("model_version").asText()).isEqualTo("v-1");
        before.add(probability(score));
      }
      assertThat(score(client, 0, true).path("mapped_to").asText()).isEqualTo("v-1");
      client.post("/v1/models", "application/zip", bundle(orders, "mixture", "v-2"));
      models(engine, "promote", "v-2", "--force", "--reason", "a trial by hand");

      var now = new ArrayList<Double>();
      var mapped = new ArrayList<Double>();
      for (int c = 0; c < CUSTOMERS; c++) {
        var score = score(client, c, true);
        assertThat(score.path("model_version").asText()).isEqualTo("v-2");
        assertThat(score.path("mapped_to").asText()).isEqualTo("v-1");
        now.add(probability(score));
        mapped.add(score.path("mapped_probability").asDouble());
      }
      assertThat(apart(mapped, before)).isLessThan(apart(now, before) / 4);
    }
  }

  /** How far two distributions lie apart: the mean distance of their order statistics. */
  private static double apart(List<Double> some, List<Double> others) {
    var a = some.stream().sorted().toList();
    var b = others.stream().sorted().toList();
    return IntStream.range(0, a.size())
        .mapToDouble(i -> Math.abs(a.get(i) - b.get(i)))
        .average()
        .orElseThrow();
  }

  private static double probability(JsonNode score) {
    return score.path("purchase_probability").asDouble();
  }

  private static JsonNode score(EngineClient client, int customer, boolean mapped) {
    return client.get("/v1/customers/c%05d/score?horizon=90&mapped=%s".formatted(customer, mapped));
  }

  private static Printed models(Running engine, String... words) {
    var all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(words));
    all.addAll(List.of("--url", engine.url()));
    return Running.worth(all.toArray(String[]::new));
  }

  private static byte[] bundle(Path orders, String family, String version) {
    return MadeShop.bundle(orders, CUT, family, version);
  }

  private Path orders() throws Exception {
    var lines = new ArrayList<>(List.of("customer_id,time,kind,amount"));
    MadeShop.lines(CUSTOMERS, 21).stream()
        .filter(line -> line.contains(",2023-"))
        .forEach(lines::add);
    return Files.write(folder.resolve("orders.csv"), lines);
  }
}
