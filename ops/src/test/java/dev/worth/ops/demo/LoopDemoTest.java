// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import static dev.worth.ops.Running.worth;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopDemoTest {
  @TempDir private Path folder;
  private Path config;

  /** Trainings in this process: starting another one each time takes longer than they do. */
  @BeforeEach
  void trainHere() throws IOException {
    config = Files.writeString(folder.resolve("here.conf"), "worth.training.own-process = false");
  }

  @Test
  void days_alone_show_the_loop_turning_and_a_planted_shock() throws IOException {
    var report = loop("--days", "75", "--customers", "80", "--shock-day", "60");
    assertThat(report.path("days").asInt()).isEqualTo(75);
    assertThat(report.path("turns").asInt()).isPositive();
    assertThat(report.at("/shock/day").asInt()).isEqualTo(60);
    assertThat(report.path("versions")).hasSizeGreaterThan(1);
    assertThat(report.at("/versions/0/version").asText()).isEqualTo("baseline-1");
    assertThat(report.at("/versions/1/reason").asText()).isEqualTo("first");
    for (String cohorts : List.of("by_version", "by_stage", "by_basis", "by_week"))
      assertThat(report.at("/" + cohorts + "/cohorts")).isNotEmpty();
    assertThat(report.path("months").isNull()).isTrue();
  }

  @Test
  void real_orders_are_compared_month_by_month_with_a_model_refitted_then() throws IOException {
    Path file = orders();
    Path kept = folder.resolve("report");
    var report = loop("--loop", "--events", file.toString(), "--report", kept.toString());
    var months = report.at("/months/months");
    assertThat(months).extracting(m -> m.path("month").asText()).startsWith("2005-02");
    assertThat(months).extracting(m -> m.path("month").asText()).doesNotContain("2005-07");
    assertThat(months.get(0).path("customers").asInt()).isEqualTo(50);
    for (JsonNode month : months)
      assertThat(month.at("/log_loss/winner").asText()).isIn("champion", "level", "bgnbd");
    assertThat(Files.readString(kept.resolve("months.md"))).contains("| 2005-03 | ");
    assertThat(kept.resolve("loop.json")).exists();
  }

  /** Fifty customers who buy every one to five weeks from January to June. */
  private Path orders() throws IOException {
    var lines = new StringBuilder("customer_id,time,kind,amount\n");
    for (int customer = 0; customer < 50; customer++)
      for (int day = customer % 28; day < 180; day += 7 * (1 + customer % 5))
        lines.append(
            "c%d,%s,purchase,%d.00%n"
                .formatted(
                    customer, java.time.LocalDate.of(2005, 1, 1).plusDays(day), 10 + customer));
    return Files.writeString(folder.resolve("orders.csv"), lines);
  }

  private JsonNode loop(String... options) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("demo", "--exit", "--json", "--loop-model", "bgnbd"));
    arguments.addAll(List.of("--config", config.toString()));
    arguments.addAll(List.of(options));
    var printed = worth(arguments.toArray(String[]::new));
    assertThat(printed.code()).isZero();
    return new ObjectMapper().readTree(printed.out());
  }
}
