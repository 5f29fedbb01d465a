// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.ExperimentRecord;
import dev.worth.core.experiment.Experiments;
import dev.worth.node.entity.Travelling;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the registry of experiments can be asked. */
sealed interface Wish extends Travelling {
  ActorRef<Told> replyTo();

  record Create(Experiment experiment, Instant now, ActorRef<Told> replyTo) implements Wish {}

  record Start(String id, Instant now, ActorRef<Told> replyTo) implements Wish {}

  record Stop(String id, String reason, Instant now, ActorRef<Told> replyTo) implements Wish {}

  /** One experiment. */
  record Find(String id, ActorRef<Told> replyTo) implements Wish {}

  /** All of them. */
  record Everything(ActorRef<Told> replyTo) implements Wish {}

  /**
   * The answer.
   *
   * @param found what was asked for, as it is now
   * @param refused null if it was done
   */
  record Told(List<ExperimentRecord> found, Experiments.@Nullable Refused refused)
      implements Travelling {}
}
