// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final Metric SPEND = new Metric(Metric.Kind.SPEND, 28);
  private static final List<Arm> TWO = List.of(Arm.of("a", 1), Arm.of("b", 1));

  @Test
  void the_shares_add_up_to_one() {
    assertThat(Some.experiment("e", 0.2, Arm.of("a", 1), Arm.of("b", 3)).shares())
        .containsExactly(0.2, 0.6000000000000001, 0.2);
    assertThat(Some.experiment("e", 0, Arm.of("a", 1), Arm.of("b", 1)).shares())
        .containsExactly(0.5, 0.5);
  }

  @Test
  void whatever_is_wrong_is_named_with_the_remedy() {
    refused(() -> of("Bad Id", TWO, 0, 0.05, 1_000), "experiment 'Bad Id' is no name");
    refused(() -> of("e", TWO.subList(0, 1), 0, 0.05, 1_000), "there are 1 arms");
    refused(() -> of("e", List.of(Arm.of("a", 1), Arm.of("a", 1)), 0, 0.05, 1_000), "named twice");
    refused(() -> of("e", TWO, 0.6, 0.05, 1_000), "holdout is 0.6");
    refused(() -> of("e", TWO, Double.NaN, 0.05, 1_000), "holdout is NaN");
    refused(() -> of("e", TWO, 0, 0, 1_000), "alpha is 0.0");
    refused(() -> of("e", TWO, 0, 0.05, 10), "planned is 10 customers");
    refused(() -> Arm.of("a", 0), "weight 0.0");
    refused(() -> Arm.of("a", Double.NaN), "weight NaN");
    refused(() -> Arm.of(Arm.HOLDOUT, 1), "choose another name");
    refused(() -> new Arm("a", 1, "m-1", "p"), "names a model and a policy");
    refused(() -> new Metric(Metric.Kind.SPEND, 0), "metric over 0.0 days");
  }

  private static void refused(Runnable making, String because) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(because);
  }

  private static Experiment of(
      String id, List<Arm> arms, double holdout, double alpha, long planned) {
    return new Experiment(id, arms, "salt", holdout, SPEND, alpha, planned);
  }
}
