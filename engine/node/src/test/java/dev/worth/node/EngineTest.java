// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.Step;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.entity.Answer.Scored;
import dev.worth.node.model.Bundles;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final CustomerId ANNA = new CustomerId("anna");
  @TempDir Path folder;

  @Test
  void what_was_acknowledged_before_a_stop_is_there_after_the_next_start() throws Exception {
    var viewed = new PageViewed(new EventKey("/shop", "e-1"), NOW, "/garden", 0);
    try (var engine = Engine.start(settings())) {
      var recorded = await(engine.customers().record(ANNA, List.of(viewed), Optional.empty()));
      assertThat(recorded.sequenceNr()).isEqualTo(1);
    }
    try (var engine = Engine.start(settings())) {
      assertThat(await(engine.customers().timeline(ANNA, 0, 10)))
          .singleElement()
          .satisfies(told -> assertThat(told.event()).isEqualTo(viewed));
      assertThat(version(engine)).isEqualTo(Baseline.VERSION);
    }
  }

  @Test
  void another_currency_or_number_of_shards_than_the_journals_is_refused() {
    Engine.start(settings()).close();
    assertThatThrownBy(() -> Engine.start(settings("worth.currency", "USD")))
        .hasMessageContaining("worth.currency is USD")
        .hasMessageContaining("EUR");
    assertThatThrownBy(() -> Engine.start(settings("worth.shards", 7)))
        .hasMessageContaining("worth.shards is 7");
  }

  @Test
  void a_second_engine_on_the_same_folder_is_refused() {
    try (var engine = Engine.start(settings())) {
      assertThat(engine.ready()).succeedsWithin(Duration.ofSeconds(20));
      assertThatThrownBy(() -> Engine.start(settings())).hasMessageContaining("in use");
    }
  }

  @Test
  void an_engine_that_is_ready_says_so_over_http() throws Exception {
    try (var engine = Engine.start(settings())) {
      await(engine.ready());
      assertThat(ready(engine)).contains("cluster", "customers", "journal", "model");
    }
  }

  @Test
  @Timeout(60)
  void a_version_that_cannot_be_loaded_is_noted_by_name_while_the_one_before_answers()
      throws Exception {
    try (var engine = Engine.start(settings())) {
      await(engine.ready());
      champion(engine, "m-1");
      champion(engine, "m-2");
      assertThat(ready(engine)).doesNotContain("notes");
    }
    var file = folder.resolve("models").resolve("m-2.zip");
    byte[] sound = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(sound, sound.length / 2));
    try (var engine = Engine.start(settings())) {
      await(engine.ready());
      assertThat(ready(engine))
          .contains("\"notes\":{\"model\":\"")
          .contains("m-2", "m-1 answers instead");
      assertThat(version(engine)).isEqualTo("m-1");
      Files.write(file, sound);
      while (!version(engine).equals("m-2")) Thread.sleep(50);
      assertThat(ready(engine)).doesNotContain("notes");
    }
  }

  @Test
  void a_port_in_use_is_named_and_nothing_stays_behind() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Engine.start(settings("worth.http.port", port)))
          .hasMessageContaining("127.0.0.1:" + port);
    }
    Engine.start(settings()).close();
  }

  @Test
  void a_line_that_is_no_rate_is_named() throws Exception {
    Path rates = Files.writeString(folder.resolve("rates.csv"), "currency,date,rate\nUSD,now,1\n");
    assertThatThrownBy(() -> Engine.start(settings("worth.rates-file", rates.toString())))
        .hasMessageContaining(rates.toString())
        .hasMessageContaining("line 2");
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    var impossible = settings("worth.data-dir", file.resolve("data").toString());
    assertThatThrownBy(() -> Engine.start(impossible)).hasMessageContaining("worth.data-dir");
  }

  /** What the probe of an engine that takes requests is told. */
  private static String ready(Engine engine) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var asked = HttpRequest.newBuilder(engine.url().resolve("/health/ready")).build();
      var answer = client.send(asked, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  private static void champion(Engine engine, String version) throws Exception {
    var step = new Step(NOW, "test", "promoted");
    await(engine.registry().register(Bundles.valid(version), step));
    await(engine.registry().promote(version, step, Allowance.NOT_JUDGED));
  }

  private static String version(Engine engine) throws Exception {
    var answer = await(engine.customers().score(ANNA, new Question(NOW, 30, true), 0));
    return ((Scored) answer).score().modelVersion();
  }

  private Settings settings() {
    return settings("worth.shards", 20);
  }

  private Settings settings(String key, Object value) {
    var own = ConfigFactory.parseMap(Map.of(key, value));
    var rest =
        ConfigFactory.parseMap(
            Map.of("worth.data-dir", folder.toString(), "worth.shards", 20, "worth.http.port", 0));
    return Settings.of(own.withFallback(rest));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
