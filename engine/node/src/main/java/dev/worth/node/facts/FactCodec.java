// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.worth.protocol.CustomerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Facts to bytes and back. CBOR and JSON have the same form, one flat object:
 *
 * <ul>
 *   <li>{@code type}, the stable name; {@code source} and {@code id}, the identity; {@code at},
 *       milliseconds since 1970 in CBOR and RFC 3339 text in JSON; finer time is cut off;
 *   <li>the components of the fact under their own names, without those at their usual value: an
 *       empty text, a zero, quantity 1, UNKNOWN;
 *   <li>{@code currency} once, and an amount as an object with {@code minor}, {@code currency} and,
 *       if it was converted, {@code original}; in CBOR an amount in that currency is the bare
 *       number of minor units.
 * </ul>
 *
 * Names that this version does not know are ignored, so that a newer one may add some. Written by
 * hand rather than by annotation: half the bytes, and a third of the time on the hottest path.
 */
public final class FactCodec {
  private static final int USUAL_SIZE = 160;
  private static final JsonFactory CBOR = new CBORFactory();
  private static final JsonFactory JSON = new JsonFactory();

  public static byte[] toCbor(CustomerEvent fact) {
    return bytes(CBOR, fact, false);
  }

  public static byte[] toJson(CustomerEvent fact) {
    return bytes(JSON, fact, true);
  }

  /** Writes a fact as JSON into a larger document, such as a customer's time line. */
  public static void writeJson(CustomerEvent fact, JsonGenerator out) throws IOException {
    new FactWriter(out, true).write(fact);
  }

  /**
   * @throws IllegalArgumentException if the bytes are no fact: they were damaged, or written by a
   *     newer version
   */
  public static CustomerEvent fromCbor(byte[] bytes) {
    return fact(CBOR, bytes);
  }

  /**
   * @throws IllegalArgumentException if the bytes are no fact
   */
  public static CustomerEvent fromJson(byte[] bytes) {
    return fact(JSON, bytes);
  }

  private static byte[] bytes(JsonFactory format, CustomerEvent fact, boolean readable) {
    var bytes = new ByteArrayBuilder(USUAL_SIZE);
    try (var out = format.createGenerator(bytes)) {
      new FactWriter(out, readable).write(fact);
    } catch (IOException e) {
      throw new UncheckedIOException("fact " + fact.key() + " cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static CustomerEvent fact(JsonFactory format, byte[] bytes) {
    try (JsonParser in = format.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw damaged(bytes, null);
      return new FactReader(Fields.read(in)).read();
    } catch (IOException | DateTimeException e) {
      throw damaged(bytes, e);
    }
  }

  private static IllegalArgumentException damaged(byte[] bytes, @Nullable Exception cause) {
    return new IllegalArgumentException(
        bytes.length + " bytes are not a fact: they were damaged or are something else", cause);
  }

  private FactCodec() {}
}
