// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.ExperimentEvent;
import dev.worth.core.experiment.ExperimentRecord;
import dev.worth.core.experiment.Experiments;
import dev.worth.core.experiment.Experiments.Accepted;
import dev.worth.core.experiment.Experiments.Refused;
import dev.worth.node.experiment.Wish.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;

/** Remembers the experiments of the shop: one in the whole cluster. No rules live here. */
final class ExperimentRegistry
    extends EventSourcedBehaviorWithEnforcedReplies<Wish, ExperimentEvent, Experiments> {
  /** Never changes: it is the name of these events in every journal. */
  static final String PERSISTENCE_ID = "experiments";

  private static final BackoffSupervisorStrategy AGAIN =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2);

  private ExperimentRegistry() {
    super(PersistenceId.ofUniqueId(PERSISTENCE_ID), AGAIN);
  }

  static Behavior<Wish> create() {
    return new ExperimentRegistry();
  }

  @Override
  public Experiments emptyState() {
    return Experiments.NONE;
  }

  @Override
  public CommandHandlerWithReply<Wish, ExperimentEvent, Experiments> commandHandler() {
    return this::handle;
  }

  @Override
  public EventHandler<Experiments, ExperimentEvent> eventHandler() {
    return Experiments::evolve;
  }

  private ReplyEffect<ExperimentEvent, Experiments> handle(Experiments state, Wish wish) {
    return switch (wish) {
      case Wish.Create w ->
          answer(w, w.experiment().id(), state.create(w.experiment(), w.now()), state);
      case Wish.Start w -> answer(w, w.id(), state.start(w.id(), w.now()), state);
      case Wish.Stop w -> answer(w, w.id(), state.stop(w.id(), w.reason(), w.now()), state);
      case Wish.Find w -> Effect().reply(w.replyTo(), new Told(found(state.find(w.id())), null));
      case Wish.Everything w -> Effect().reply(w.replyTo(), new Told(state.list(), null));
    };
  }

  private ReplyEffect<ExperimentEvent, Experiments> answer(
      Wish wish, String id, Experiments.Answer answer, Experiments state) {
    return switch (answer) {
      case Accepted(ExperimentEvent event) ->
          Effect()
              .persist(event)
              .thenReply(wish.replyTo(), next -> new Told(found(next.find(id)), null));
      case Refused no -> Effect().reply(wish.replyTo(), new Told(found(state.find(id)), no));
    };
  }

  private static List<ExperimentRecord> found(Optional<ExperimentRecord> record) {
    return record.map(List::of).orElse(List.of());
  }
}
