// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.node.facts.StorageException;
import dev.worth.protocol.CustomerId;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Stands around one customer's entity. Once its records turn out to be damaged it takes the
 * entity's place and answers every question at once: Pekko alone would repeat the recovery for
 * ever, and let all who ask wait for it. The customer leaves the memory as any other does.
 */
final class Recovering extends BehaviorInterceptor<Object, Object> {
  private enum Stage {
    UNDER_WAY,
    DONE,
    DAMAGED
  }

  private final CustomerId customer;
  private final AtomicLong live;

  /** Pekko keeps what comes in during a recovery to itself. */
  private final ArrayList<Ticket> waiting = new ArrayList<>(1);

  private Stage stage = Stage.UNDER_WAY;

  Recovering(CustomerId customer, AtomicLong live) {
    super(Object.class);
    this.customer = customer;
    this.live = live;
  }

  /** Sees the journal's answers too, of which an entity's own type says nothing. */
  @SuppressWarnings("unchecked")
  Behavior<Message> around(Behavior<Message> entity) {
    var anything = (Behavior<Object>) (Behavior<?>) entity;
    return Behaviors.intercept(() -> this, anything).narrow();
  }

  @Override
  public Behavior<Object> aroundStart(
      TypedActorContext<Object> context, PreStartTarget<Object> target) {
    live.incrementAndGet();
    return target.start(context);
  }

  @Override
  public Behavior<Object> aroundReceive(
      TypedActorContext<Object> context, Object message, ReceiveTarget<Object> target) {
    if (stage == Stage.DONE) return target.apply(context, message);
    if (message instanceof Message asked) waiting.addAll(asked.waiting());
    if (stage == Stage.DAMAGED) return refuse();
    Behavior<Object> next = target.apply(context, message);
    return stage == Stage.DAMAGED ? refuse() : next;
  }

  @Override
  public Behavior<Object> aroundSignal(
      TypedActorContext<Object> context, Signal signal, SignalTarget<Object> target) {
    if (signal instanceof PostStop) live.decrementAndGet();
    return target.apply(context, signal);
  }

  /** What else comes in, such as the time to recover again, is of no interest any more. */
  private Behavior<Object> refuse() {
    var failed = Outcome.Failed.damaged(customer);
    waiting.forEach(ticket -> ticket.desk().tell(ticket.with(failed)));
    waiting.clear();
    return Behaviors.ignore();
  }

  void again() {
    if (stage == Stage.DONE) stage = Stage.UNDER_WAY;
  }

  void done() {
    stage = Stage.DONE;
    waiting.clear();
    waiting.trimToSize();
  }

  void failed(Throwable cause) {
    if (cause instanceof StorageException storage && storage.isDamage()) stage = Stage.DAMAGED;
  }
}
