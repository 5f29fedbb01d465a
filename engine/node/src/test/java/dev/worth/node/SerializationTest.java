// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.worth.core.customer.CustomerState;
import dev.worth.node.entity.StateSerializer;
import dev.worth.node.entity.Travelling;
import dev.worth.node.facts.FactSerializer;
import dev.worth.protocol.CustomerEvent;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.jackson.JacksonCborSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever reaches the journal or another node has a serializer of its own. */
class SerializationTest {
  private static ActorSystem system;
  private static Serialization serialization;

  @BeforeAll
  static void start() {
    Config settings = Settings.shipped().all();
    var local = ConfigFactory.parseString("pekko.actor.provider = local").withFallback(settings);
    system = ActorSystem.create("serialization", local);
    serialization = SerializationExtension.get(system);
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  @Test
  void every_fact_is_journaled_by_our_own_codec() throws Exception {
    for (Class<?> fact : CustomerEvent.class.getPermittedSubclasses()) {
      assertThat(serialization.serializerFor(fact))
          .as(fact.getName())
          .isInstanceOf(FactSerializer.class);
    }
  }

  @Test
  void a_snapshot_is_written_by_our_own_codec() throws Exception {
    assertThat(serialization.serializerFor(CustomerState.class))
        .isInstanceOf(StateSerializer.class);
  }

  @Test
  void whatever_travels_is_cbor() throws Exception {
    var travelling =
        new ClassFileImporter()
            .importPackages("dev.worth.node.entity").stream()
                .filter(c -> c.isAssignableTo(Travelling.class) && !c.isInterface())
                .toList();
    assertThat(travelling).hasSizeGreaterThanOrEqualTo(5);
    for (JavaClass c : travelling) {
      assertThat(serialization.serializerFor(Class.forName(c.getName())))
          .as(c.getName())
          .isInstanceOf(JacksonCborSerializer.class);
    }
  }

  @Test
  void java_serialization_is_off() {
    assertThat(system.settings().config().getBoolean("pekko.actor.allow-java-serialization"))
        .isFalse();
  }

  /** They stand in every journal, beside every row. */
  @Test
  void the_identifiers_never_change() {
    assertThat(List.of(FactSerializer.IDENTIFIER, StateSerializer.IDENTIFIER))
        .isEqualTo(Arrays.asList(7_202_601, 7_202_602));
  }
}
