// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.worth.learning.trees.LightGbm;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductsTest {
  private static final int ROWS = 1_500;
  private static final int[] ALL = IntStream.range(0, ROWS).toArray();

  @BeforeAll
  static void needs_the_native_library() {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  @Test
  void a_rate_times_a_count_is_found_and_told_where_it_decides() {
    var frame = frame(0);
    double[] y = new double[ROWS];
    var random = new Random(2);
    for (int i = 0; i < ROWS; i++)
      y[i] = value(frame, 0, i) * value(frame, 1, i) + 0.3 * random.nextGaussian() > 2 ? 1 : 0;
    var plan = plan(frame, y);
    var basis = new Encoding.Basis(frame, ALL, y, null);
    double[][] x = Encoding.fit(basis, 1).own();
    assertThat(Products.of(basis, x, Loss.LOG_LOSS, 1).getFirst())
        .isEqualTo(new Products.Pair(1, 0));
    var search = Search.withOrWithoutProducts(plan);
    assertThat(search.plan().products()).isTrue();
    var encoding = search.plan().encoding(ALL, 1);
    int at = encoding.features().stream().map(Encoding.Feature::name).toList().indexOf("b x a");
    double[] row = encoding.apply(frame, new int[] {7})[0];
    assertThat(row[at]).isEqualTo(value(frame, 0, 7) * value(frame, 1, 7));
  }

  @Test
  void what_may_be_negative_is_not_multiplied() {
    assertThat(Products.possible(frame(0))).isTrue();
    assertThat(Products.possible(frame(-3))).isFalse();
  }

  /** Three numbers, from a least value on. */
  private static Frame frame(double least) {
    var random = new Random(1);
    var fields =
        List.of("a", "b", "c").stream()
            .map(
                name ->
                    (Field)
                        new Field.Numbers(
                            name, name, random.doubles(ROWS, least, least + 3).toArray()))
            .toList();
    return new Frame(fields, ROWS);
  }

  private static double value(Frame frame, int field, int row) {
    return ((Field.Numbers) frame.fields().get(field)).values()[row];
  }

  private static Search.Plan plan(Frame frame, double[] y) {
    return new Search.Plan(frame, y, Loss.LOG_LOSS, null, List.of(), false, 1, fits -> {});
  }
}
