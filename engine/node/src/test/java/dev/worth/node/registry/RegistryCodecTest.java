// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.worth.core.promotion.Gate;
import dev.worth.core.promotion.GateReport;
import dev.worth.core.promotion.GateResult;
import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.promotion.RegistryEvent;
import dev.worth.core.promotion.RegistryEvent.CanaryStarted;
import dev.worth.core.promotion.RegistryEvent.ModelPromoted;
import dev.worth.core.promotion.RegistryEvent.ModelRegistered;
import dev.worth.core.promotion.RegistryEvent.ModelRejected;
import dev.worth.core.promotion.RegistryEvent.ModelRetired;
import dev.worth.core.promotion.RegistryEvent.ModelRolledBack;
import dev.worth.core.promotion.RegistryEvent.ShadowStarted;
import dev.worth.core.promotion.ScoreMap;
import dev.worth.core.promotion.Slice;
import dev.worth.core.promotion.Step;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry's journal: the first event ever written is read by every later version. */
class RegistryCodecTest {
  private static final Step STEP =
      new Step(Instant.parse("2026-03-01T12:30:15.250Z"), "anna", "weekly");
  private static final GateReport GATES =
      new GateReport(
          "m-2",
          "m-1",
          Instant.parse("2026-03-01T12:30:14Z"),
          List.of(
              new GateResult(Gate.BIAS, Ruling.PASSED, 0.03, 0.2, "+3 %"),
              new GateResult(
                  Gate.CALIBRATION, Ruling.NOT_JUDGED, Double.NaN, Double.NaN, "no outcomes")));
  private static final ScoreMap MAP = new ScoreMap("m-1", List.of(0.1, 0.5), List.of(0.2, 0.6));

  static Stream<RegistryEvent> samples() {
    return Stream.of(
        new ModelRegistered(STEP, "m-2", "ab12"),
        new ShadowStarted(STEP, "m-2"),
        new CanaryStarted(STEP, "m-2", Slice.of("5%"), GATES, false),
        new ModelPromoted(STEP, "m-2", "m-1", GATES, true, MAP),
        new ModelRejected(STEP, "m-2", GATES),
        new ModelRolledBack(STEP, "m-2", "m-1"),
        new ModelRetired(STEP, "m-2"));
  }

  @Test
  void every_kind_of_event_has_a_sample_and_a_name_of_its_own() {
    var kinds = Arrays.<Class<?>>asList(RegistryEvent.class.getPermittedSubclasses());
    assertThat(samples().<Class<?>>map(Object::getClass).toList())
        .containsExactlyInAnyOrderElementsOf(kinds);
    var names = RegistryEvent.class.getAnnotation(JsonSubTypes.class).value();
    assertThat(Arrays.stream(names).map(JsonSubTypes.Type::name).distinct().toList())
        .hasSameSizeAs(kinds);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_first_event_ever_written_still_reads(RegistryEvent event) throws IOException {
    String file = "/registry-samples/" + RegistryCodec.nameOf(event) + ".cbor.hex";
    try (var in = RegistryCodecTest.class.getResourceAsStream(file)) {
      assertThat(in)
          .as(file + ": " + HexFormat.of().formatHex(RegistryCodec.toCbor(event)))
          .isNotNull();
      byte[] bytes = HexFormat.of().parseHex(new String(in.readAllBytes()).strip());
      assertThat(RegistryCodec.fromCbor(bytes)).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void pekko_gets_the_stable_name_and_the_event_back(RegistryEvent event) {
    var serializer = new RegistrySerializer();
    String manifest = serializer.manifest(event);
    assertThat(manifest).isEqualTo(RegistryCodec.nameOf(event));
    assertThat(serializer.fromBinary(serializer.toBinary(event), manifest)).isEqualTo(event);
  }

  @Test
  void a_step_that_nobody_commanded_keeps_the_shops_time_and_its_report() {
    var shop = Instant.parse("2026-02-28T23:59:59.125Z");
    var steps =
        Stream.of(
            new ShadowStarted(STEP, "m-2", Optional.of(shop), Optional.of(GATES)),
            new CanaryStarted(STEP, "m-2", Slice.of("5%"), GATES, false, Optional.of(shop)),
            new ModelRolledBack(STEP, "m-2", "m-1", Optional.of(GATES)));
    assertThat(steps)
        .allSatisfy(
            event ->
                assertThat(RegistryCodec.fromCbor(RegistryCodec.toCbor(event))).isEqualTo(event));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void names_a_newer_version_added_are_ignored(RegistryEvent event) throws IOException {
    ObjectMapper cbor = new CBORMapper();
    var tree = (ObjectNode) cbor.readTree(RegistryCodec.toCbor(event));
    tree.put("mood", "good");
    assertThat(RegistryCodec.fromCbor(cbor.writeValueAsBytes(tree))).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void an_event_cut_off_anywhere_is_refused(RegistryEvent event) {
    byte[] whole = RegistryCodec.toCbor(event);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RegistryCodec.fromCbor(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
