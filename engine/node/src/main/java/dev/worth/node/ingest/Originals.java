// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * An event as text that can be sent again on its own. What was told around the event (HTTP headers,
 * the client of a GA4 body, a clock correction) is put into a CloudEvent around the text as sent.
 */
final class Originals {
  private static final JsonFactory JSON = new JsonFactory();

  /** A call or event of another format, inside a CloudEvent of this type, such as segment-call. */
  static String wrapped(Envelope envelope, String type, String asSent) {
    return cloudEvent(
        Map.of(
            "specversion", "1.0",
            "id", envelope.key().id(),
            "source", envelope.key().source(),
            "type", "dev.worth." + type,
            "time", envelope.at().toString(),
            "subject", envelope.customer().value()),
        asSent);
  }

  /** A CloudEvent of these attributes around JSON data. */
  static String cloudEvent(Map<String, String> attributes, String data) {
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      for (var attribute : attributes.entrySet())
        out.writeStringField(attribute.getKey(), attribute.getValue());
      if (!data.isBlank()) {
        out.writeFieldName("data");
        out.writeRawValue(data);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private Originals() {}
}
