// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.worth.ops.Worth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @TempDir private Path folder;

  private Path simulate(String name, String... more) {
    Path out = folder.resolve(name);
    var args =
        Stream.concat(
                Stream.of("simulate", "--customers", "60", "--days", "90", "--out", out.toString()),
                Stream.of(more))
            .toArray(String[]::new);
    assertThat(Worth.run(args)).isZero();
    return out;
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /** The figure is the promise: another machine, another day, the same bytes. */
  @Test
  void the_same_options_give_the_same_bytes_for_ever() throws Exception {
    assertThat(sha256(simulate("a.ndjson")))
        .isEqualTo("a630a3a647a13742fa73a5a6ab05c3fc51fe9fcc81925c2431fbba19ee4d0d46");
  }

  @Test
  void another_seed_gives_another_shop() throws IOException {
    assertThat(simulate("a.ndjson", "--seed", "8"))
        .hasSameBinaryContentAs(simulate("b.ndjson", "--seed", "8"));
    assertThat(Files.mismatch(folder.resolve("a.ndjson"), simulate("c.ndjson"))).isNotEqualTo(-1);
  }

  @Test
  void every_line_is_a_cloud_event_about_a_customer() throws IOException {
    var mapper = new ObjectMapper();
    for (String line : Files.readAllLines(simulate("a.ndjson"))) {
      JsonNode event = mapper.readTree(line);
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      for (String attribute : new String[] {"id", "source", "type", "subject", "time"}) {
        assertThat(event.path(attribute).asText()).as(attribute).isNotBlank();
      }
      assertThat(event.path("data").isObject()).as(line).isTrue();
    }
  }

  @Test
  void the_truth_has_a_line_per_customer_and_the_catalogue_texts() throws IOException {
    Path truth = folder.resolve("truth.ndjson");
    Path catalogue = folder.resolve("catalogue.ndjson");
    simulate("a.ndjson", "--truth", truth.toString(), "--catalogue", catalogue.toString());
    assertThat(Files.readAllLines(truth)).hasSize(60).allMatch(l -> l.contains("\"coupon_lift\":"));
    assertThat(Files.readAllLines(catalogue))
        .hasSize(Catalogue.CATEGORIES * Catalogue.PRODUCTS_PER_CATEGORY)
        .allMatch(l -> l.contains("\"description\":\""));
  }

  @Test
  void orders_alone_are_the_csv_that_predict_reads() throws IOException {
    Path orders = folder.resolve("orders.csv");
    Path out = folder.resolve("p.csv");
    assertThat(simulate("a.ndjson", "--orders", orders.toString())).doesNotExist();
    long placed =
        Files.readAllLines(simulate("b.ndjson")).stream()
            .filter(line -> line.contains("order-placed"))
            .count();
    assertThat(Files.readAllLines(orders).stream().filter(l -> l.contains(",purchase,")))
        .hasSize((int) placed)
        .isNotEmpty();
    String[] predict = {
      "predict", "--events", orders.toString(), "--cut", "2025-03-01", "--horizon-days", "30"
    };
    String[] with = {"--model", "bgnbd", "--out", out.toString()};
    assertThat(Worth.run(Stream.of(predict, with).flatMap(Stream::of).toArray(String[]::new)))
        .isZero();
    assertThat(Files.readAllLines(out)).hasSizeGreaterThan(20);
  }
}
