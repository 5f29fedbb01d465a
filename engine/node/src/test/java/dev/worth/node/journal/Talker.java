// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** A small entity: remembers words as one text. A command persists all its words in one write. */
final class Talker extends EventSourcedBehavior<Talker.Say, String, String> {
  record Say(List<String> words, ActorRef<String> replyTo) {}

  Talker(String name) {
    super(PersistenceId.ofUniqueId(name));
  }

  @Override
  public String emptyState() {
    return "";
  }

  @Override
  public CommandHandler<Say, String, String> commandHandler() {
    return (state, say) ->
        Effect().persist(say.words()).thenRun(after -> say.replyTo().tell(after));
  }

  @Override
  public EventHandler<String, String> eventHandler() {
    return (state, word) -> state + word + " ";
  }

  /** Words are tagged with their first letter. */
  @Override
  public Set<String> tagsFor(String word) {
    return Set.of(word.substring(0, 1));
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(10, 2);
  }
}
