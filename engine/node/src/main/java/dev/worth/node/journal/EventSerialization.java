// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serialization$;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import scala.Function0;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Objects as bytes and back, by the serializers the actor system is configured with. */
final class EventSerialization {
  private final ExtendedActorSystem system;
  private final Serialization serialization;

  EventSerialization(ActorSystem system) {
    this.system = (ExtendedActorSystem) system;
    this.serialization = SerializationExtension.get(system);
  }

  /**
   * Actor references inside events need to know the address of this system while they are written.
   */
  <T> T transported(Function0<T> work) {
    return Serialization$.MODULE$.withTransportInformation(system, work);
  }

  /** Call inside {@link #transported}. */
  NewEvent toRow(PersistentRepr repr) {
    boolean tagged = repr.payload() instanceof Tagged;
    Object event = repr.payload() instanceof Tagged t ? t.payload() : repr.payload();
    Set<String> tags =
        tagged ? CollectionConverters.asJava(((Tagged) repr.payload()).tags()) : Set.of();
    return new NewEvent(
        repr.persistenceId(),
        repr.writerUuid(),
        repr.sequenceNr(),
        repr.timestamp() > 0 ? repr.timestamp() : System.currentTimeMillis(),
        toPayload(event, repr.manifest()),
        metadata(repr),
        tags);
  }

  private Optional<Payload> metadata(PersistentRepr repr) {
    return repr.metadata().isEmpty()
        ? Optional.empty()
        : Optional.of(toPayload(repr.metadata().get(), ""));
  }

  PersistentRepr toRepr(StoredEvent stored) {
    var repr =
        PersistentRepr.apply(
                toObject(stored.payload()),
                stored.sequence(),
                stored.persistenceId(),
                stored.payload().codec().adapter(),
                false,
                ActorRef.noSender(),
                stored.writer())
            .withTimestamp(stored.writtenAt());
    return stored.metadata().map(m -> repr.withMetadata(toObject(m))).orElse(repr);
  }

  /** Call inside {@link #transported}. */
  Payload toPayload(Object object, String adapter) {
    var serializer = serialization.findSerializerFor(object);
    String manifest = Serializers.manifestFor(serializer, object);
    return new Payload(
        new Codec(serializer.identifier(), manifest, adapter), serializer.toBinary(object));
  }

  /**
   * @throws DamagedJournalException when the bytes are none of the named kind
   */
  Object toObject(Payload payload) {
    Codec codec = payload.codec();
    try {
      return serialization.deserialize(payload.bytes(), codec.serializer(), codec.manifest()).get();
    } catch (RuntimeException e) {
      throw new DamagedJournalException(
          "%d bytes in the journal are not the '%s' they should be. Start the release that wrote them, or restore a backup."
              .formatted(payload.bytes().length, codec.manifest()),
          e);
    }
  }

  static Optional<Object> toJava(scala.Option<Object> option) {
    return OptionConverters.toJava(option);
  }

  static scala.Option<Object> toScala(Optional<Object> optional) {
    return OptionConverters.toScala(optional);
  }
}
