// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.ops.wire.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFactsTest {
  @TempDir private Path folder;

  private OrderFacts read(String lines) throws IOException {
    Path file = folder.resolve("orders.csv");
    Files.writeString(file, "customer_id,time,kind,amount,invoice\n" + lines);
    return OrderFacts.read(file, "EUR");
  }

  @Test
  void facts_of_all_customers_come_in_event_time_order() throws IOException {
    var orders =
        read("b,2024-01-02,purchase,5,2\na,2024-01-03,return,1,\na,2024-01-01,purchase,9,1\n");
    var told = new ArrayList<Told>();
    orders.facts().forEachRemaining(told::add);
    assertThat(told).extracting(t -> t.customer().value()).containsExactly("a", "b", "a");
    assertThat(told).isSortedAccordingTo((x, y) -> x.fact().at().compareTo(y.fact().at()));
    assertThat(orders.start()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(orders.end()).isAfter(told.getLast().fact().at());
  }

  @Test
  void the_same_file_gives_the_same_identities() throws IOException {
    String lines = "a,2024-01-01,purchase,9,\na,2024-01-01,purchase,9,\n";
    var once = new ArrayList<Told>();
    var again = new ArrayList<Told>();
    read(lines).facts().forEachRemaining(once::add);
    read(lines).facts().forEachRemaining(again::add);
    assertThat(once).hasSize(2).isEqualTo(again);
    assertThat(once.get(0).fact().key()).isNotEqualTo(once.get(1).fact().key());
  }

  @Test
  void a_bad_line_is_named() {
    assertThatThrownBy(() -> read("a,someday,purchase,9,1\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("someday");
  }
}
