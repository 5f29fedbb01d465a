// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.core.learning.Trainer;
import dev.worth.ops.Running;
import dev.worth.ops.terminal.Progress;
import dev.worth.ops.wire.EngineClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bundle gives the same scores, whether a file is asked about or a running engine. */
class ServedAsForetoldTest {
  private static final Instant CUT = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mixture", "mixture_stack"})
  void a_running_engine_says_what_predict_wrote(String family) throws Exception {
    var orders = orders();
    var foretold = foretold(orders, family);
    try (var engine = new Running(folder.resolve("data"))) {
      var client = new EngineClient(URI.create(engine.url()));
      client.post("/v1/models?promote=true", "application/zip", bundle(orders, family));
      assertThat(Running.worth("import", orders.toString(), "--url", engine.url()).code()).isZero();
      for (String[] line : foretold) {
        JsonNode score = score(client, line[0]);
        assertThat(score.path("model_version").asText()).isEqualTo("v-1");
        near(score.path("purchase_probability").asDouble(), line[1], 0);
        near(score.path("expected_orders").asDouble(), line[2], 0);
        near(score.at("/expected_spend/amount").asDouble(), line[3], 0.005);
      }
    }
  }

  /** Within 1e-5 of the whole, and half a cent where amounts are rounded. */
  private static void near(double found, String expected, double rounded) {
    double wanted = Double.parseDouble(expected);
    assertThat(found).isCloseTo(wanted, within(1e-5 * Math.max(1, wanted) + rounded));
  }

  private static JsonNode score(EngineClient client, String customer) {
    var asked = Map.of("customers", List.of(customer), "horizon", 90, "as_of", CUT.toString());
    return client.ask("/v1/scores", asked).path("scores").path(0).path("score");
  }

  private Path orders() throws Exception {
    var lines = new ArrayList<>(List.of("customer_id,time,kind,amount"));
    MadeShop.lines(60, 21).stream().filter(line -> line.contains(",2023-")).forEach(lines::add);
    return Files.write(folder.resolve("orders.csv"), lines);
  }

  private List<String[]> foretold(Path orders, String family) throws Exception {
    Path out = folder.resolve("out.csv");
    var args =
        List.of(
            "predict",
            "--events",
            orders + "",
            "--cut",
            "2024-01-01",
            "--horizon-days",
            "90",
            "--model",
            "mixture",
            "--out",
            out + "");
    assertThat(Running.worth(args.toArray(String[]::new)).code()).isZero();
    return Files.readAllLines(out).stream().skip(1).map(line -> line.split(",")).toList();
  }

  private static byte[] bundle(Path orders, String family) {
    try (var progress = Progress.of("reading", 1)) {
      var shop = new Shop(Orders.read(orders, CUT, "EUR", progress), CUT, "EUR");
      var request = new Trainer.Request(family, "v-1", CUT, 90, "EUR", 1, CUT);
      return ServiceLoader.load(Trainer.class)
          .findFirst()
          .orElseThrow()
          .train(shop.histories(), request, share -> {});
    }
  }
}
