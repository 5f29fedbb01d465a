// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.node.entity.Message.Record;
import dev.worth.node.entity.Message.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * In front of one customer's entity: holds back what is to be recorded while a write is under way,
 * and hands it over as one. Without it each request of a busy customer would wait for a commit of
 * its own, and the busiest customer of a shop would set the pace of every batch it is part of.
 */
final class Gathering extends BehaviorInterceptor<Message, Message> {
  /** So that one write stays small beside what the journal commits at once. */
  private static final int MOST = 256;

  /**
   * Requests under way side by side have no order, and facts in the order of their time are the
   * cheapest to fold.
   */
  private static final Comparator<Record> OLDEST_FIRST =
      Comparator.comparing(record -> record.facts().get(0).at());

  private List<Record> held = List.of();
  private boolean writing;

  Gathering() {
    super(Message.class);
  }

  @Override
  public Behavior<Message> aroundReceive(
      TypedActorContext<Message> context, Message message, ReceiveTarget<Message> entity) {
    if (!(message instanceof Record record)) return entity.apply(context, message);
    if (writing) return hold(record);
    writing = true;
    return entity.apply(context, new Records(record.customer(), List.of(record)));
  }

  private Behavior<Message> hold(Record record) {
    if (held.isEmpty()) held = new ArrayList<>();
    held.add(record);
    return Behaviors.same();
  }

  /** The entity has answered {@link Records}: it gets the next, if there are any. */
  void answered(ActorRef<Message> entity) {
    writing = !held.isEmpty();
    if (!writing) return;
    held.sort(OLDEST_FIRST);
    var next = held.subList(0, Math.min(held.size(), MOST));
    entity.tell(new Records(next.get(0).customer(), List.copyOf(next)));
    if (next.size() == held.size()) held = List.of();
    else next.clear();
  }

  /** Begins anew and gives back what was held. */
  List<Record> giveUp() {
    var all = held;
    held = List.of();
    writing = false;
    return all;
  }
}
