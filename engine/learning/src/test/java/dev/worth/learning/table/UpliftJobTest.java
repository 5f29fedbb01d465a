// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.worth.learning.trees.LightGbm;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpliftJobTest {
  @Test
  void it_finds_for_whom_a_treatment_works() {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
    var result = UpliftJob.run(task(made(1200, 0.5, 1)), "mail", Optional.empty());
    assertThat(result.control()).isEqualTo("no mail");
    var arm = result.arms().getFirst();
    assertThat(arm.effect()).isCloseTo(0.25, within(4 * arm.error()));
    assertThat(arm.qini().low()).isPositive();
    Table test = made(1200, 0.5, 1);
    double young = 0;
    double old = 0;
    for (int i = 0; i < 1200; i++)
      if (test.column("young")[i].equals("1")) young = arm.answers()[i];
      else old = arm.answers()[i];
    assertThat(young).isGreaterThan(old + 0.2);
  }

  /** An order by chance gains nothing, one by the truth does. */
  @Test
  void the_qini_of_an_order_by_chance_includes_zero() {
    int n = 2000;
    var random = new Random(3);
    double[] treated = IntStream.range(0, n).mapToDouble(i -> i % 2).toArray();
    double[] truth = IntStream.range(0, n).mapToDouble(i -> i < n / 2 ? 1 : 0).toArray();
    double[] y = IntStream.range(0, n).mapToDouble(i -> treated[i] * truth[i]).toArray();
    double[] chance = random.doubles(n).toArray();
    var blind = Qini.of(chance, treated, y, 1);
    assertThat(blind.low()).isNegative();
    assertThat(blind.high()).isPositive();
    var seeing = Qini.of(truth, treated, y, 1);
    assertThat(seeing.coefficient()).isCloseTo(0.125, within(1e-9));
    assertThat(seeing.low()).isGreaterThan(0.1);
    assertThat(seeing.curve()[10]).isCloseTo(0.5, within(1e-9));
    assertThat(Qini.of(new double[n], treated, y, 1).coefficient()).isCloseTo(0, within(1e-9));
  }

  @Test
  void who_is_untreated_must_be_known() {
    var task = task(made(300, 0.5, 2));
    assertThatThrownBy(() -> UpliftJob.run(task, "mail", Optional.of("nobody")))
        .hasMessageContaining("no mail")
        .hasMessageContaining("--control");
    assertThatThrownBy(() -> UpliftJob.run(task, "young", Optional.of("2")))
        .hasMessageContaining("--control");
    assertThatThrownBy(() -> UpliftJob.run(task(made(60, 0.5, 2)), "mail", Optional.empty()))
        .hasMessageContaining("100 rows");
  }

  private static TableJob.Task task(Table table) {
    return new TableJob.Task(
        table,
        MadeTable.without(table, "visit"),
        "visit",
        Set.of(),
        1,
        100,
        1,
        1,
        false,
        fits -> {});
  }

  /** A mail that makes the young visit, and leaves the others as they are. */
  private static Table made(int n, double effect, long seed) {
    var random = new Random(seed);
    var columns = List.of(new String[n], new String[n], new String[n], new String[n]);
    for (int i = 0; i < n; i++) {
      boolean young = random.nextBoolean();
      boolean mail = random.nextBoolean();
      columns.get(0)[i] = young ? "1" : "0";
      columns.get(1)[i] = Double.toString(random.nextInt(50) / 10.0);
      columns.get(2)[i] = mail ? "mail" : "no mail";
      columns.get(3)[i] = random.nextDouble() < 0.2 + (young && mail ? effect : 0) ? "1" : "0";
    }
    return new Table(List.of("young", "size", "mail", "visit"), columns);
  }
}
