// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.experiment.ExperimentRecord.Status;
import dev.worth.core.experiment.Experiments.Accepted;
import dev.worth.core.experiment.Experiments.Answer;
import dev.worth.core.experiment.Experiments.Refused;
import dev.worth.core.experiment.Experiments.Why;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExperimentsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Experiment ONE = Some.experiment("one", 0, Arm.of("a", 1), Arm.of("b", 1));

  @Test
  void an_experiment_is_made_started_and_stopped_in_that_order() {
    var made = after(Experiments.NONE, Experiments.NONE.create(ONE, NOW));
    assertThat(made.find("one").orElseThrow().status()).isEqualTo(Status.DRAFT);
    assertThat(why(made.stop("one", "", NOW))).isEqualTo(Why.CONFLICT);
    var running = after(made, made.start("one", NOW.plusSeconds(1)));
    assertThat(running.find("one").orElseThrow().status()).isEqualTo(Status.RUNNING);
    assertThat(why(running.start("one", NOW))).isEqualTo(Why.CONFLICT);
    var stopped = after(running, running.stop("one", "enough", NOW.plusSeconds(2)));
    var record = stopped.find("one").orElseThrow();
    assertThat(record.status()).isEqualTo(Status.STOPPED);
    assertThat(record.reason()).isEqualTo("enough");
    assertThat(record.startedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(why(stopped.start("one", NOW))).isEqualTo(Why.CONFLICT);
    assertThat(why(stopped.stop("one", "", NOW))).isEqualTo(Why.CONFLICT);
  }

  @Test
  void an_id_is_taken_once_and_an_unknown_one_is_told() {
    var made = after(Experiments.NONE, Experiments.NONE.create(ONE, NOW));
    assertThat(why(made.create(ONE, NOW))).isEqualTo(Why.CONFLICT);
    assertThat(why(made.start("two", NOW))).isEqualTo(Why.UNKNOWN);
    assertThat(why(made.stop("two", "", NOW))).isEqualTo(Why.UNKNOWN);
    assertThat(made.list()).hasSize(1);
  }

  private static Experiments after(Experiments before, Answer answer) {
    return before.evolve(((Accepted) answer).event());
  }

  private static Why why(Answer answer) {
    return ((Refused) answer).why();
  }
}
