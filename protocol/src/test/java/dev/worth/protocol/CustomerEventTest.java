// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of fact has a name for ever and a first sample that says what was meant by it. */
class CustomerEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  static Stream<JsonSubTypes.Type> types() {
    return Arrays.stream(CustomerEvent.class.getAnnotation(JsonSubTypes.class).value());
  }

  @Test
  void every_kind_of_fact_has_a_name_and_no_two_share_one() {
    assertThat(types().map(type -> (Object) type.value()).toList())
        .containsExactlyInAnyOrder((Object[]) CustomerEvent.class.getPermittedSubclasses());
    assertThat(types().map(JsonSubTypes.Type::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_sample_carries_the_name_and_the_identity(JsonSubTypes.Type type) throws IOException {
    JsonNode sample = JSON.readTree(sample(type.name() + ".json"));
    assertThat(sample.path("type").asText()).isEqualTo(type.name());
    assertThat(sample.path("source").asText()).isEqualTo("/shop/eu-1");
    assertThat(sample.path("id").asText()).isEqualTo("e-000000001");
    assertThat(sample.path("at").asText()).isEqualTo("2026-03-01T12:30:15.250Z");
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_cbor_sample_says_the_same_as_the_json_sample(JsonSubTypes.Type type) throws IOException {
    String hex = new String(sample(type.name() + ".cbor.hex")).strip();
    var cbor = CBOR.readTree(HexFormat.of().parseHex(hex));
    var json = JSON.readTree(sample(type.name() + ".json"));
    assertThat(cbor.fieldNames()).toIterable().containsExactlyElementsOf(json::fieldNames);
    json.properties().stream()
        .filter(field -> field.getValue().isTextual() && !field.getKey().equals("at"))
        .forEach(field -> assertThat(cbor.get(field.getKey())).isEqualTo(field.getValue()));
  }

  private static byte[] sample(String file) throws IOException {
    try (var in = CustomerEventTest.class.getResourceAsStream("/samples/" + file)) {
      assertThat(in).as("sample " + file).isNotNull();
      return in.readAllBytes();
    }
  }
}
