// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.worth.protocol.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final List<CustomerId> CUSTOMERS =
      IntStream.range(0, 20_000).mapToObj(i -> new CustomerId("c-" + i)).toList();

  /** If this fails, every running experiment would mix: give the change up. */
  @Test
  void a_customer_stands_where_they_stood_in_the_first_release() {
    assertThat(Assignment.place("salt", new CustomerId("anna")))
        .isEqualTo(0.6264135711474728, within(1e-15));
    assertThat(Assignment.place("salt", new CustomerId("张伟")))
        .isEqualTo(0.22559537618999048, within(1e-15));
  }

  @Test
  void arms_get_their_shares() {
    var counts = counts(Some.experiment("a", 0.1, Arm.of("old", 3), Arm.of("new", 1)));
    double n = CUSTOMERS.size();
    assertThat(counts.get(Arm.HOLDOUT) / n).isCloseTo(0.1, within(0.01));
    assertThat(counts.get("old") / n).isCloseTo(0.9 * 0.75, within(0.015));
    assertThat(counts.get("new") / n).isCloseTo(0.9 * 0.25, within(0.015));
  }

  @Test
  void experiments_of_different_salts_are_independent() {
    var one = Some.experiment("one", 0, Arm.of("a", 1), Arm.of("b", 1));
    var two = Some.experiment("two", 0, Arm.of("a", 1), Arm.of("b", 1));
    var cells =
        CUSTOMERS.stream()
            .map(c -> Assignment.of(one, c) + Assignment.of(two, c))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    double expected = CUSTOMERS.size() / 4.0;
    double chiSquare =
        cells.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(cells).hasSize(4);
    assertThat(chiSquare).isLessThan(16.27); // 3 degrees of freedom, 0.1 %
  }

  @Test
  void who_is_held_out_of_one_experiment_is_held_out_of_all() {
    var one = Some.experiment("one", 0.05, Arm.of("a", 1), Arm.of("b", 1));
    var two = Some.experiment("two", 0.05, Arm.of("x", 1), Arm.of("y", 9));
    var wider = Some.experiment("three", 0.2, Arm.of("x", 1), Arm.of("y", 9));
    var held = CUSTOMERS.stream().filter(c -> isHeldOut(one, c)).toList();
    assertThat(held).isNotEmpty();
    assertThat(held).isEqualTo(CUSTOMERS.stream().filter(c -> isHeldOut(two, c)).toList());
    assertThat(held).allMatch(c -> isHeldOut(wider, c));
  }

  private static boolean isHeldOut(Experiment experiment, CustomerId customer) {
    return Assignment.of(experiment, customer).equals(Arm.HOLDOUT);
  }

  private static Map<String, Long> counts(Experiment experiment) {
    return CUSTOMERS.stream()
        .map(c -> Assignment.of(experiment, c))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
