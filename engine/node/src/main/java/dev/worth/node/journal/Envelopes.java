// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.journal.EventAdapters;
import org.apache.pekko.persistence.journal.IdentityEventAdapter$;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import scala.jdk.javaapi.CollectionConverters;

/** Events as Pekko's envelopes, through the event adapters of the journal. */
final class Envelopes {
  private final EventSerialization serialization;
  private final EventAdapters adapters;

  /** Takes the event adapters from the configuration of the journal with this plugin id. */
  Envelopes(ExtendedActorSystem system, String plugin) {
    serialization = new EventSerialization(system);
    var config = system.settings().config().getConfig(plugin);
    adapters = Persistence.get(system).adaptersFor(plugin, config);
  }

  /** One envelope without an adapter; as many as an adapter makes of the event. */
  List<EventEnvelope> of(StoredEvent stored) {
    Object event = serialization.toObject(stored.payload());
    var adapter = adapters.get(event.getClass());
    if (adapter instanceof IdentityEventAdapter$) return List.of(envelope(stored, event));
    var adapted = adapter.fromJournal(event, stored.payload().codec().adapter()).events();
    return CollectionConverters.asJava(adapted).stream().map(e -> envelope(stored, e)).toList();
  }

  private EventEnvelope envelope(StoredEvent stored, Object event) {
    return EventEnvelope.apply(
        Offset.sequence(stored.ordering()),
        stored.persistenceId(),
        stored.sequence(),
        event,
        stored.writtenAt(),
        EventSerialization.toScala(stored.metadata().map(serialization::toObject)));
  }
}
