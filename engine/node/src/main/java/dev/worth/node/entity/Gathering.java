// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.node.entity.Message.Record;
import dev.worth.node.entity.Message.Records;
import java.time.Instant;
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
      Comparator.comparing(
          record -> record.facts().isEmpty() ? Instant.MIN : record.facts().get(0).at());

  private List<Record> held = List.of();

  /** On their way to the entity: lost with its mailbox when it stops just then. */
  private List<Record> handed = List.of();

  private boolean writing;

  Gathering() {
    super(Message.class);
  }

  @Override
  public Behavior<Message> aroundReceive(
      TypedActorContext<Message> context, Message message, ReceiveTarget<Message> entity) {
    if (message instanceof Records) handed = List.of();
    if (!(message instanceof Record record)) return entity.apply(context, message);
    if (writing) return hold(record);
    writing = true;
    return entity.apply(context, new Records(record.customer(), List.of(record)));
  }

  private Behavior<Message> hold(Record record) {
    if (held.isEmpty()) held = new ArrayList<>(4);
    held.add(record);
    return Behaviors.same();
  }

  /** The entity has answered {@link Records}: it gets the next, if there are any. */
  void answered(ActorRef<Message> entity) {
    writing = !held.isEmpty();
    if (!writing) return;
    held.sort(OLDEST_FIRST);
    int most = Math.min(held.size(), MOST);
    handed = List.copyOf(held.subList(0, most));
    held = new ArrayList<>(held.subList(most, held.size()));
    entity.tell(new Records(handed.get(0).customer(), handed));
  }

  /** Begins anew and gives back what has not reached the entity. */
  List<Record> giveUp() {
    var all = new ArrayList<>(handed);
    all.addAll(held);
    handed = List.of();
    held = List.of();
    writing = false;
    return all;
  }
}
