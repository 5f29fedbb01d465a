// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import static dev.worth.node.entity.Shop.IN_30_DAYS;
import static dev.worth.node.entity.Shop.NOW;
import static dev.worth.node.entity.Shop.order;
import static dev.worth.node.entity.Shop.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.decision.Decision.Refusal;
import dev.worth.core.decision.Decision.Ruling;
import dev.worth.core.scoring.Scoring;
import dev.worth.node.entity.Answer.Behind;
import dev.worth.node.entity.Answer.Scored;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import dev.worth.protocol.Score;
import dev.worth.protocol.Verdict;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Messages come out on another node as they went in. */
class TravellingTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Node.settings(Node.IN_MEMORY));
  private static final Serialization WIRE =
      SerializationExtension.get(Adapter.toClassic(KIT.system()));

  private final Ticket ticket =
      new Ticket(KIT.<Desk.Note>createTestProbe("desk", Desk.Note.class).getRef(), 7, 3);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void questions_travel() {
    List<CustomerEvent> facts = List.of(view("a", NOW), order("b", NOW, 500));
    unchanged(new Message.Record("c-1", facts, Optional.of(IN_30_DAYS), ticket));
    unchanged(new Message.Record("c-1", facts, Optional.empty(), ticket));
    unchanged(new Message.Ask("c-1", IN_30_DAYS, 4, ticket));
    unchanged(new Message.Look("c-1", ticket));
    unchanged(new Message.Forecast("c-1", IN_30_DAYS, 4, "f-1", ticket));
    unchanged(new Message.Note("c-1", order("b", NOW, 500), ticket));
    var release = new QuarantineReleased(Shop.key("r"), NOW, Shop.key("a"));
    unchanged(new Message.Release("c-1", release, ticket));
  }

  @Test
  void answers_travel() {
    CustomerState state = CustomerState.UNKNOWN.evolve(order("a", NOW, 500));
    Score score =
        Scoring.score(Shop.customer(1), state, 1, IN_30_DAYS, "EUR", new Shop.Constant(1));
    var rulings = List.of(new Ruling(Verdict.QUARANTINED, "too late"));
    unchanged(ticket.with(new Recorded(Shop.customer(1), 1, rulings, Optional.of(score))));
    unchanged(ticket.with(new Scored(score)));
    unchanged(ticket.with(new Behind(5)));
    unchanged(ticket.with(new Seen(1, state)));
    unchanged(ticket.with(new Released.Done(2)));
    unchanged(ticket.with(new Noted(2)));
    unchanged(ticket.with(new Released.Refused(Refusal.NOT_QUARANTINED)));
    unchanged(ticket.with(Outcome.Failed.now("no journal")));
  }

  private static void unchanged(Object message) {
    byte[] bytes = WIRE.serialize(message).get();
    var serializer = WIRE.findSerializerFor(message);
    String manifest = Serializers.manifestFor(serializer, message);
    assertThat(WIRE.deserialize(bytes, serializer.identifier(), manifest).get()).isEqualTo(message);
  }
}
