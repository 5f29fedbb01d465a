// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.online;

import dev.worth.core.scoring.OnlineLayer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** Keeps the online layer: journals outcomes, folds them, shows what came of it. */
final class OnlineEntity extends EventSourcedBehavior<OnlineEntity.Follow, Followed, OnlineLayer> {
  private static final PersistenceId ID = PersistenceId.ofUniqueId("online");

  /** Outcomes of one cut-off. */
  record Follow(String version, long cutoff, List<OnlineLayer.Outcome> outcomes) {}

  private final Consumer<OnlineLayer> shown;

  private OnlineEntity(Consumer<OnlineLayer> shown) {
    super(
        ID,
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
    this.shown = shown;
  }

  static Behavior<Follow> create(Consumer<OnlineLayer> shown) {
    return Behaviors.setup(context -> new OnlineEntity(shown));
  }

  @Override
  public OnlineLayer emptyState() {
    return OnlineLayer.NONE;
  }

  @Override
  public EventHandler<OnlineLayer, Followed> eventHandler() {
    return (layer, event) -> layer.follow(event.version(), event.cutoff(), event.outcomes());
  }

  @Override
  public SignalHandler<OnlineLayer> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), shown::accept).build();
  }

  @Override
  public CommandHandler<Follow, Followed, OnlineLayer> commandHandler() {
    return (layer, follow) -> follow(layer, follow);
  }

  private Effect<Followed, OnlineLayer> follow(OnlineLayer layer, Follow follow) {
    if (follow.cutoff() <= layer.upTo()) return Effect().none();
    return Effect()
        .persist(new Followed(follow.version(), follow.cutoff(), follow.outcomes()))
        .thenRun(shown::accept);
  }
}
