// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * A line of NDJSON, read only so far as sending it needs: whom it is about and when it happened.
 * What is wrong with it is for the engine to say.
 *
 * @param customer empty when the line does not tell
 * @param at {@link #UNKNOWN} when the line does not tell
 * @param bytes with the end of the line
 */
record FactLine(String customer, Instant at, byte[] bytes) {
  static final Instant UNKNOWN = Instant.MIN;

  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> CUSTOMERS =
      Set.of("subject", "partitionkey", "userId", "user_id", "client_id", "anonymousId");
  private static final Set<String> TIMES = Set.of("time", "at", "timestamp");

  static FactLine of(byte[] bytes) {
    String customer = "";
    Instant at = UNKNOWN;
    try (JsonParser in = JSON.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) return new FactLine(customer, at, bytes);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        if (value == JsonToken.VALUE_STRING && CUSTOMERS.contains(name)) customer = in.getText();
        else if (value == JsonToken.VALUE_STRING && TIMES.contains(name)) at = time(in.getText());
        else in.skipChildren();
      }
    } catch (IOException e) {
      return new FactLine(customer, at, bytes);
    }
    return new FactLine(customer, at, bytes);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return UNKNOWN;
    }
  }
}
