// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Gathers the answers to every request of this node. One actor for many requests, because an ask
 * per customer would cost a promise, a timer and a cancellation each, a quarter of what recording a
 * fact costs in all.
 */
final class Desk extends AbstractBehavior<Desk.Note> {
  sealed interface Note {}

  /** A request was sent: so many answers will come. Told before the questions go out. */
  record Open(long batch, int answers, CompletableFuture<Outcome[]> whole) implements Note {}

  /** One of them. */
  record Reply(long batch, int place, Outcome outcome) implements Note, Travelling {}

  private enum Tick implements Note {
    TICK
  }

  private static final class Waiting {
    final CompletableFuture<Outcome[]> whole;
    final Outcome[] answers;
    final long since = System.nanoTime();
    int missing;

    Waiting(Open request) {
      whole = request.whole();
      answers = new Outcome[request.answers()];
      missing = answers.length;
    }
  }

  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private final Duration patience;

  private Desk(ActorContext<Note> context, Duration patience) {
    super(context);
    this.patience = patience;
  }

  static Behavior<Note> create(Duration patience) {
    return Behaviors.withTimers(
        timers -> {
          timers.startTimerWithFixedDelay(Tick.TICK, patience.dividedBy(20));
          return Behaviors.setup(context -> new Desk(context, patience));
        });
  }

  @Override
  public Receive<Note> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::on).build();
  }

  private Behavior<Note> on(Note note) {
    switch (note) {
      case Reply reply -> take(reply);
      case Open open -> waiting.put(open.batch(), new Waiting(open));
      case Tick tick -> giveUp();
    }
    return this;
  }

  private void take(Reply reply) {
    Waiting request = waiting.get(reply.batch());
    if (request == null || request.answers[reply.place()] != null) return;
    request.answers[reply.place()] = reply.outcome();
    if (--request.missing > 0) return;
    waiting.remove(reply.batch());
    request.whole.complete(request.answers);
  }

  /** All wait equally long, so the ones that are due stand first. */
  private void giveUp() {
    Iterator<Waiting> oldest = waiting.values().iterator();
    while (oldest.hasNext()) {
      Waiting request = oldest.next();
      if (System.nanoTime() - request.since < patience.toNanos()) return;
      oldest.remove();
      request.whole.complete(withLate(request));
    }
  }

  /** Who has answered counts: only the others failed. */
  private Outcome[] withLate(Waiting request) {
    var late = Outcome.Failed.now(late(request));
    Outcome[] all = request.answers.clone();
    for (int i = 0; i < all.length; i++) if (all[i] == null) all[i] = late;
    return all;
  }

  private String late(Waiting request) {
    return "%d of %d customers did not answer within %d s: the node is starting or overloaded, or the journal cannot be read. Sending the same again is safe"
        .formatted(request.missing, request.answers.length, patience.toSeconds());
  }
}
