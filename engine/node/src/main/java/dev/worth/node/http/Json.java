// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.worth.protocol.Money;
import dev.worth.protocol.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/** Writes JSON as a stream of tokens: replies are on the hot path, reflection is not. */
final class Json {
  static final JsonFactory FACTORY = new JsonFactoryBuilder().rootValueSeparator("").build();

  private static final double DECIMALS = 1e9;

  /** Writes one value, or several. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  static ByteString bytes(Writing writing) {
    var bytes = new ByteArrayBuilder(512);
    try (var out = FACTORY.createGenerator(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("JSON cannot be written", e);
    }
    return ByteString.fromArrayUnsafe(bytes.toByteArray());
  }

  /** A number with a bounded count of decimals: the rest says nothing and costs bytes. */
  static void number(JsonGenerator out, String name, double value) throws IOException {
    out.writeNumberField(name, Math.rint(value * DECIMALS) / DECIMALS);
  }

  /** An estimate in money, as a decimal text. */
  static void money(JsonGenerator out, String name, double value, int decimals) throws IOException {
    out.writeStringField(
        name, BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
  }

  /** Money as it was paid. */
  static void money(JsonGenerator out, String name, Money money) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeStringField("amount", money.decimal().toPlainString());
    out.writeStringField("currency", money.currency());
    out.writeEndObject();
  }

  static void time(JsonGenerator out, String name, Instant time) throws IOException {
    out.writeStringField(name, time.toString());
  }

  static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
    out.writeObjectFieldStart(name);
    for (var text : texts.entrySet()) out.writeStringField(text.getKey(), text.getValue());
    out.writeEndObject();
  }

  static void problem(JsonGenerator out, Problem problem) throws IOException {
    out.writeStartObject();
    problemFields(out, problem);
    out.writeEndObject();
  }

  static void problemFields(JsonGenerator out, Problem problem) throws IOException {
    out.writeStringField("type", problem.type());
    out.writeStringField("title", problem.title());
    out.writeNumberField("status", problem.status());
    out.writeStringField("detail", problem.detail());
    if (problem.errors().isEmpty()) return;
    out.writeArrayFieldStart("errors");
    for (var error : problem.errors()) {
      out.writeStartObject();
      out.writeStringField("pointer", error.pointer());
      out.writeStringField("detail", error.detail());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private Json() {}
}
