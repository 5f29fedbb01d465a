// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.ops.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
  private static final Instant CUT = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void of_a_large_shop_the_same_customers_teach_whatever_the_order_of_rows() throws Exception {
    var rows = MadeShop.lines(2_000, 3);
    Shop shop = shop(rows);
    String[] drawn = ids(shop, shop.learnedFrom(rows.size() / 4));
    assertThat((double) drawn.length / shop.size()).isBetween(0.2, 0.3);
    Collections.shuffle(rows, new Random(1));
    Shop again = shop(rows);
    assertThat(ids(again, again.learnedFrom(rows.size() / 4))).containsExactly(drawn);
    assertThat(shop.learnedFrom(rows.size())).hasSize(shop.size());
  }

  @Test
  void rows_come_out_of_their_packing_as_they_went_in() {
    var rows =
        List.of(
            new OrderRow(-5, true, -1_230, ""),
            new OrderRow(7, false, 99_999_999_999_999L, "A17"),
            new OrderRow(8, true, 0, ""));
    assertThat(PackedRows.of(rows)).isEqualTo(rows);
  }

  private static String[] ids(Shop shop, int[] customers) {
    return Arrays.stream(customers).mapToObj(shop::id).toArray(String[]::new);
  }

  private Shop shop(List<String> rows) throws Exception {
    var lines = new ArrayList<>(List.of("customer_id,time,kind,amount"));
    lines.addAll(rows);
    var file = Files.write(folder.resolve("orders.csv"), lines);
    try (var progress = Progress.of("reading", 1)) {
      return new Shop(Orders.read(file, CUT, "EUR", progress), CUT, "EUR");
    }
  }
}
