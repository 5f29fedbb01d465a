// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.Running;
import dev.worth.ops.wire.EngineClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same bundle gives the same scores, whether a file is asked about or a running engine that
 * does not follow outcomes on top of it.
 */
class ServedAsForetoldTest {
  private static final Instant CUT = Instant.parse("2024-01-01T00:00:00Z");

  /** Either rounds to nine decimals or, over HTTP, to a ten-thousandth of a cent. */
  private static final double ROUNDED = 1e-6;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mixture",
        "mixture_stack",
        "judged_stack",
        "trees",
        "tree_stack",
        "ziln",
        "ziln_stack",
        "bgnbd",
        "pnbd",
        "linear",
        "logistic"
      })
  void a_running_engine_says_what_predict_wrote(String family) throws Exception {
    var orders = orders();
    var foretold = foretold(orders, family);
    assertThat(foretold).hasSizeGreaterThan(50);
    try (var engine = new Running(folder.resolve("data"), Map.of("worth.online.enabled", false))) {
      var client = new EngineClient(URI.create(engine.url()));
      client.post(
          "/v1/models?promote=true",
          "application/zip",
          MadeShop.bundle(orders, CUT, family, "v-1"));
      assertThat(Running.worth("import", orders.toString(), "--url", engine.url()).code()).isZero();
      for (String[] line : foretold) same(score(client, line[0]), line);
    }
  }

  private static void same(JsonNode score, String[] line) {
    assertThat(score.path("model_version").asText()).isEqualTo("v-1");
    assertThat(score.has("online_log_odds")).isFalse();
    double p = score.path("purchase_probability").asDouble();
    near(logOdds(p), logOdds(Double.parseDouble(line[1])));
    near(p, Double.parseDouble(line[1]));
    near(score.path("expected_orders").asDouble(), Double.parseDouble(line[2]));
    near(money(score, "/expected_spend/amount"), Double.parseDouble(line[3]));
    near(money(score, "/expected_spend/intervals/1/lower"), Double.parseDouble(line[4]));
    near(money(score, "/expected_spend/intervals/1/upper"), Double.parseDouble(line[5]));
  }

  private static double money(JsonNode score, String where) {
    return Double.parseDouble(score.at(where).asText());
  }

  private static double logOdds(double p) {
    return Math.log(p / (1 - p));
  }

  private static void near(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(1e-5 * Math.abs(expected) + ROUNDED));
  }

  private static JsonNode score(EngineClient client, String customer) {
    var asked = Map.of("customers", List.of(customer), "horizon", 90, "as_of", CUT.toString());
    return client.ask("/v1/scores", asked).path("scores").path(0).path("score");
  }

  /** With returns, and with a free order. */
  private Path orders() throws Exception {
    var lines = new ArrayList<>(List.of("customer_id,time,kind,amount"));
    MadeShop.lines(60, 21).stream().filter(line -> line.contains(",2023-")).forEach(lines::add);
    lines.add("c00001,2023-12-30 17:45,return,12.50");
    lines.add("c00002,2023-12-31 23:59:59,purchase,0");
    return Files.write(folder.resolve("orders.csv"), lines);
  }

  private List<String[]> foretold(Path orders, String family) throws Exception {
    Path out = folder.resolve("out.csv");
    var args = List.of("predict", "--events", orders + "", "--cut", "2024-01-01");
    var more = List.of("--horizon-days", "90", "--model", family, "--out", out + "");
    var all = new ArrayList<>(args);
    all.addAll(more);
    assertThat(Running.worth(all.toArray(String[]::new)).code()).isZero();
    return Files.readAllLines(out).stream().skip(1).map(line -> line.split(",")).toList();
  }
}
