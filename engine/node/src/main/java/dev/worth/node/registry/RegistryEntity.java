// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.RegistryCommand;
import dev.worth.core.promotion.RegistryDecider;
import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryEvent;
import dev.worth.core.promotion.RegistryState;
import dev.worth.node.registry.RegistryMessage.Current;
import dev.worth.node.registry.RegistryMessage.Do;
import dev.worth.node.registry.RegistryMessage.Follow;
import dev.worth.node.registry.RegistryMessage.Gone;
import dev.worth.node.registry.RegistryMessage.Late;
import dev.worth.node.registry.RegistryMessage.Look;
import dev.worth.node.registry.RegistryMessage.Told;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Keeps the registry: asks the decider, journals what it says, tells the nodes. No rules live here.
 */
final class RegistryEntity
    extends EventSourcedBehavior<RegistryMessage, RegistryEvent, RegistryState> {
  /** Never changes: it is the registry's name in every journal. */
  static final PersistenceId ID = PersistenceId.ofUniqueId("registry|models");

  /** A node that takes longer to load a model is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorContext<RegistryMessage> context;
  private final Supplier<RegistryCommand> adoption;
  private final Followers followers;

  /** Before the store was taken over, nobody knows who the champion is. */
  private boolean isReady;

  private RegistryEntity(
      ActorContext<RegistryMessage> context,
      Supplier<RegistryCommand> adoption,
      LongConsumer switched) {
    super(
        ID,
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2));
    this.context = context;
    this.adoption = adoption;
    this.followers = new Followers(switched);
  }

  /**
   * @param adoption what to take over where nothing was ever registered
   * @param switched is told the nanoseconds from a change to the last node that followed
   */
  static Behavior<RegistryMessage> create(
      Supplier<RegistryCommand> adoption, LongConsumer switched) {
    return Behaviors.setup(context -> new RegistryEntity(context, adoption, switched));
  }

  @Override
  public RegistryState emptyState() {
    return RegistryState.EMPTY;
  }

  @Override
  public EventHandler<RegistryState, RegistryEvent> eventHandler() {
    return RegistryState::evolve;
  }

  @Override
  public CommandHandler<RegistryMessage, RegistryEvent, RegistryState> commandHandler() {
    return this::handle;
  }

  /** Takes over once; nobody waits for the answer. */
  @Override
  public SignalHandler<RegistryState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              isReady = state.revision() > 0;
              if (!isReady) context.getSelf().tell(new Do(adoption.get(), nobody()));
            })
        .build();
  }

  private ActorRef<Told> nobody() {
    return context.getSystem().ignoreRef();
  }

  private Effect<RegistryEvent, RegistryState> handle(
      RegistryState state, RegistryMessage message) {
    switch (message) {
      case Do what -> {
        return decide(state, what);
      }
      case Look look -> look.replyTo().tell(followers.told(accepted(), state, 0));
      case Follow follow -> follow(state, follow);
      case Gone gone -> followers.forget(gone.follower());
      case Late late -> followers.giveUp(late.revision());
    }
    return Effect().none();
  }

  private void follow(RegistryState state, Follow follow) {
    context.watchWith(follow.follower(), new Gone(follow.follower()));
    followers.follows(follow);
    if (isReady && follow.node().revision() < state.revision())
      follow.follower().tell(new Current(state.assignment()));
  }

  private Effect<RegistryEvent, RegistryState> decide(RegistryState state, Do what) {
    RegistryDecision decision = RegistryDecider.decide(state, what.command());
    return Effect()
        .persist(decision.events())
        .thenRun(next -> persisted(next, decision, what, next.revision() > state.revision()));
  }

  private void persisted(
      RegistryState state, RegistryDecision decision, Do what, boolean isChanged) {
    boolean isFirst = !isReady;
    isReady |= what.command() instanceof RegistryCommand.Adopt;
    if (!isChanged) {
      if (isFirst && isReady) followers.tell(new Current(state.assignment()));
      what.replyTo().tell(followers.told(decision, state, 0));
      return;
    }
    followers.tell(new Current(state.assignment()));
    boolean isWaiting = followers.await(state, decision, what.replyTo());
    if (isWaiting) context.scheduleOnce(PATIENCE, context.getSelf(), new Late(state.revision()));
  }

  private static RegistryDecision accepted() {
    return new RegistryDecision.Accepted(List.of());
  }
}
