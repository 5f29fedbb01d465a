// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import static dev.worth.ops.Running.worth;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  void a_simulated_shop_goes_in_and_every_customer_comes_out_scored() throws IOException {
    var printed = worth("demo", "--exit", "--json", "--customers", "120", "--model", "bgnbd");
    assertThat(printed.code()).isZero();
    var report = new ObjectMapper().readTree(printed.out());
    assertThat(report.path("source").asText()).startsWith("SIMULATED");
    assertThat(report.at("/sent/accepted")).isEqualTo(report.at("/sent/facts"));
    assertThat(report.at("/totals/scored")).isEqualTo(report.at("/totals/customers"));
    assertThat(report.at("/training/metrics/log_loss").asDouble()).isBetween(0.1, 1.0);
    assertThat(report.path("shown")).isNotEmpty();
    for (var shown : report.path("shown")) {
      assertThat(shown.at("/score/model_version").asText()).isEqualTo("demo-1");
      assertThat(shown.at("/score/contributions")).isNotEmpty();
    }
  }

  @Test
  void real_orders_are_scored_at_the_end_of_their_history() throws IOException {
    var orders = new StringBuilder("customer_id,time,kind,amount\n");
    for (int customer = 0; customer < 60; customer++) {
      for (int month = 1; month <= 1 + customer % 11; month++) {
        orders.append(
            "c%d,2005-%02d-%02d,purchase,%d.00%n"
                .formatted(customer, month, 1 + customer % 28, 10 + customer));
      }
    }
    Path file = Files.writeString(folder.resolve("orders.csv"), orders);
    var printed =
        worth(
            "demo",
            "--exit",
            "--json",
            "--events",
            file.toString(),
            "--horizon-days",
            "60",
            "--model",
            "bgnbd");
    assertThat(printed.code()).isZero();
    var report = new ObjectMapper().readTree(printed.out());
    assertThat(report.path("as_of").asText()).startsWith("2005-11-");
    assertThat(report.at("/totals/scored").asInt()).isEqualTo(60);
    assertThat(report.at("/totals/expected_buyers").asDouble()).isBetween(3.0, 57.0);
  }

  @Test
  void an_unknown_family_is_a_failure() {
    assertThat(worth("demo", "--exit", "--customers", "20", "--model", "oracle").code())
        .isEqualTo(1);
  }
}
