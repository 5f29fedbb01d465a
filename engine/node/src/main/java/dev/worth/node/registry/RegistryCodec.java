// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.promotion.RegistryEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The registry's events to bytes and back: one CBOR object with the stable type name and the
 * components under their own names. Names that this version does not know are ignored, so that a
 * newer one may add some.
 */
final class RegistryCodec {
  private static final ObjectMapper CBOR =
      CBORMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final Map<Class<?>, String> NAMES =
      Arrays.stream(RegistryEvent.class.getAnnotation(JsonSubTypes.class).value())
          .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

  /** The name an event's kind has in the journal, such as model-promoted. */
  static String nameOf(RegistryEvent event) {
    String name = NAMES.get(event.getClass());
    if (name == null) throw new IllegalArgumentException(event.getClass() + " is not declared");
    return name;
  }

  static byte[] toCbor(RegistryEvent event) {
    try {
      return CBOR.writeValueAsBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(event + " cannot be written", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the bytes are no event: they were damaged, or written by a
   *     newer version
   */
  static RegistryEvent fromCbor(byte[] bytes) {
    try {
      return CBOR.readValue(bytes, RegistryEvent.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are no event of the registry: " + e.getMessage(), e);
    }
  }

  private RegistryCodec() {}
}
