// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryState;
import dev.worth.node.registry.RegistryMessage.Current;
import dev.worth.node.registry.RegistryMessage.Follow;
import dev.worth.node.registry.RegistryMessage.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorRef;

/** The nodes that follow the registry, and those who wait until all of them have. */
final class Followers {
  private static final double NANOS_PER_MILLI = 1e6;

  private record Waiting(
      RegistryDecision decision, RegistryState state, ActorRef<Told> replyTo, long since) {}

  private final Map<ActorRef<Current>, Follow> nodes = new LinkedHashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final LongConsumer switched;

  /**
   * @param switched is told the nanoseconds from a change to the last node that followed
   */
  Followers(LongConsumer switched) {
    this.switched = switched;
  }

  void follows(Follow news) {
    nodes.put(news.follower(), news);
    answer();
  }

  void forget(ActorRef<Current> follower) {
    nodes.remove(follower);
    answer();
  }

  void tell(Current current) {
    nodes.keySet().forEach(node -> node.tell(current));
  }

  /** Answers as soon as every node has followed; whether that is yet to come. */
  boolean await(RegistryState state, RegistryDecision decision, ActorRef<Told> replyTo) {
    waiting.add(new Waiting(decision, state, replyTo, System.nanoTime()));
    answer();
    return !waiting.isEmpty();
  }

  void giveUp(long revision) {
    waiting.removeIf(
        one -> {
          boolean late = one.state().revision() <= revision;
          if (late) one.replyTo().tell(told(one.decision(), one.state(), -1));
          return late;
        });
  }

  Told told(RegistryDecision decision, RegistryState state, double switchMillis) {
    var known = nodes.values();
    return new Told(
        decision,
        state,
        known.stream().map(Follow::node).toList(),
        switchMillis,
        known.stream().map(Follow::door).toList());
  }

  private void answer() {
    waiting.removeIf(
        one -> {
          boolean done = haveAll(one.state().revision());
          if (done) answer(one);
          return done;
        });
  }

  private void answer(Waiting one) {
    long nanos = System.nanoTime() - one.since();
    if (!nodes.isEmpty()) switched.accept(nanos);
    one.replyTo().tell(told(one.decision(), one.state(), nanos / NANOS_PER_MILLI));
  }

  private boolean haveAll(long revision) {
    return nodes.values().stream().allMatch(one -> one.node().revision() >= revision);
  }
}
