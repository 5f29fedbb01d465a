// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.Assignment;
import dev.worth.node.model.Applied;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.registry.RegistryMessage.Current;
import dev.worth.node.registry.RegistryMessage.Follow;
import dev.worth.node.registry.RegistryMessage.NodeState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node's slot as the registry says. Asks for the newest assignment at the start and again
 * and again, so whatever it misses it learns later; what could not be loaded is tried again then.
 */
final class Follower extends AbstractBehavior<Follower.Note> {
  sealed interface Note {}

  /** The registry says what must be in use. */
  private record Heard(Assignment assignment) implements Note {}

  /** The slot has done what it could. */
  private record Done(Applied applied) implements Note {}

  /** The slot failed altogether. */
  private record Failed(long revision, String why) implements Note {}

  private enum Tick implements Note {
    TICK
  }

  private final ModelSlot slot;
  private final Bundles bundles;
  private final ActorRef<RegistryMessage> registry;
  private final Executor blocking;
  private final CompletableFuture<?> heard;
  private final ActorRef<Current> ears;
  private final String node;
  private long revision = -1;
  private Optional<String> problem = Optional.empty();
  private boolean isBusy;
  private @Nullable Assignment next;
  private @Nullable Assignment retry;

  private Follower(
      ActorContext<Note> context,
      ModelSlot slot,
      Bundles bundles,
      ActorRef<RegistryMessage> registry,
      Executor blocking,
      CompletableFuture<?> heard) {
    super(context);
    this.slot = slot;
    this.bundles = bundles;
    this.registry = registry;
    this.blocking = blocking;
    this.heard = heard;
    ears = context.messageAdapter(Current.class, current -> new Heard(current.assignment()));
    node = context.getSystem().address().toString();
    ask();
  }

  /**
   * @param bundles where to get what the slot's store lacks
   * @param blocking where graphs are loaded
   * @param heard is completed when the first assignment has been applied
   */
  static Behavior<Note> create(
      ModelSlot slot,
      Bundles bundles,
      ActorRef<RegistryMessage> registry,
      Duration again,
      Executor blocking,
      CompletableFuture<?> heard) {
    return Behaviors.withTimers(
        timers -> {
          timers.startTimerWithFixedDelay(Tick.TICK, again);
          return Behaviors.setup(
              context -> new Follower(context, slot, bundles, registry, blocking, heard));
        });
  }

  @Override
  public Receive<Note> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<Note> on(Note note) {
    switch (note) {
      case Heard told -> hear(told.assignment());
      case Done done -> done(done.applied());
      case Failed failed ->
          done(new Applied(failed.revision(), slot.get().version(), Optional.of(failed.why())));
      case Tick tick -> tick();
    }
    return this;
  }

  private void ask() {
    var state = new NodeState(node, revision, slot.get().version(), problem);
    registry.tell(new Follow(state, ears, bundles.door()));
  }

  private void tick() {
    ask();
    if (retry != null && next == null) hear(retry);
  }

  /** Only the newest matters. */
  private void hear(Assignment assignment) {
    next = assignment;
    if (!isBusy) apply(assignment);
  }

  private void apply(Assignment assignment) {
    next = null;
    isBusy = true;
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> applied(assignment), blocking),
            (applied, failure) ->
                failure == null
                    ? new Done(applied)
                    : new Failed(assignment.revision(), String.valueOf(failure.getMessage())));
    retry = assignment;
  }

  private Applied applied(Assignment assignment) {
    bundles.complete(assignment);
    return slot.apply(assignment);
  }

  private void done(Applied applied) {
    isBusy = false;
    revision = applied.revision();
    problem = applied.problem();
    if (problem.isEmpty()) retry = null;
    ask();
    heard.complete(null);
    if (next != null) apply(next);
  }
}
