// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.*;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The journal's form: the oldest fact ever written is read by every later version. */
class FactCodecTest {
  private static final Path SAMPLES = Path.of("../../protocol/src/test/resources/samples");
  private static final EventKey KEY = new EventKey("/shop/eu-1", "e-0000000001");
  private static final Instant AT = Instant.parse("2026-03-01T12:30:15.250Z");
  private static final Amount FREE = Amount.of(Money.zero("EUR"));

  static Stream<CustomerEvent> samples() {
    return Samples.ALL.stream();
  }

  @Test
  void every_kind_of_fact_has_an_expected_sample() {
    assertThat(Samples.ALL.stream().map(Object::getClass).toList())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.<Class<?>>asList(CustomerEvent.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_first_cbor_ever_written_still_reads(CustomerEvent fact) throws IOException {
    var hex = Files.readString(SAMPLES.resolve(FactTypes.nameOf(fact) + ".cbor.hex")).strip();
    assertThat(FactCodec.fromCbor(HexFormat.of().parseHex(hex))).isEqualTo(fact);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_first_json_ever_written_still_reads(CustomerEvent fact) throws IOException {
    var json = Files.readAllBytes(SAMPLES.resolve(FactTypes.nameOf(fact) + ".json"));
    assertThat(FactCodec.fromJson(json)).isEqualTo(fact);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_is_written_today_reads_as_what_it_was(CustomerEvent fact) {
    assertThat(FactCodec.fromCbor(FactCodec.toCbor(fact))).isEqualTo(fact);
    assertThat(FactCodec.fromJson(FactCodec.toJson(fact))).isEqualTo(fact);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void pekko_gets_the_stable_name_as_manifest_and_the_fact_back(CustomerEvent fact) {
    var serializer = new FactSerializer();
    assertThat(serializer.manifest(fact)).isEqualTo(FactTypes.nameOf(fact));
    assertThat(serializer.fromBinary(serializer.toBinary(fact), serializer.manifest(fact)))
        .isEqualTo(fact);
  }

  @Test
  void a_page_view_takes_at_most_110_bytes() {
    var fact = new PageViewed(KEY, AT, "/garden/p", 0);
    assertThat(FactCodec.toCbor(fact)).hasSizeLessThanOrEqualTo(110);
  }

  @Test
  void what_is_at_its_usual_value_is_not_written_and_reads_the_same() {
    var fact = new OrderPlaced(KEY, AT, new OrderId("o-1"), List.of(), FREE, FREE, FREE, FREE, "");
    String json = new String(FactCodec.toJson(fact), UTF_8);
    assertThat(json).doesNotContain("shipping", "lines", "coupon").contains("\"EUR\"");
    assertThat(FactCodec.fromJson(json.getBytes(UTF_8))).isEqualTo(fact);
  }

  @Test
  void names_a_newer_version_added_are_ignored() {
    String json =
        """
        {"type":"page-viewed","source":"s","id":"1","at":"2026-03-01T12:30:15.250Z",
         "page":"/a","mood":{"good":[true,1.5,null]},"dwellMillis":7}\
        """;
    assertThat(FactCodec.fromJson(json.getBytes(UTF_8)))
        .isEqualTo(new PageViewed(new EventKey("s", "1"), AT, "/a", 7));
  }

  @Test
  void an_unknown_type_is_refused_with_its_name() {
    String json = "{\"type\":\"teleported\",\"source\":\"s\",\"id\":\"1\",\"at\":1}";
    assertThatThrownBy(() -> FactCodec.fromJson(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("teleported");
  }

  /** A torn page of the journal must not become another fact, nor another kind of exception. */
  @ParameterizedTest
  @MethodSource("samples")
  void a_fact_cut_off_anywhere_is_refused(CustomerEvent fact) {
    byte[] whole = FactCodec.toCbor(fact);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> FactCodec.fromCbor(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void an_order_over_nothing_says_so_in_json_where_readers_ask_for_the_total() {
    var free = new OrderPlaced(KEY, AT, new OrderId("o-1"), List.of(), FREE, FREE, FREE, FREE, "");
    assertThat(new String(FactCodec.toJson(free), UTF_8)).contains("\"total\":{\"minor\":0");
    assertThat(FactCodec.fromJson(FactCodec.toJson(free))).isEqualTo(free);
  }
}
