// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.worth.core.experiment.ExperimentEvent;
import dev.worth.core.experiment.ExperimentEvent.Created;
import dev.worth.core.experiment.ExperimentEvent.Started;
import dev.worth.core.experiment.ExperimentEvent.Stopped;
import dev.worth.node.facts.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Events of experiments to CBOR and back: one flat object with the stable name as its type. */
final class ExperimentCodec {
  private static final CBORFactory CBOR = new CBORFactory();

  /** The name a kind of event has in the journal: never reused. */
  static String nameOf(ExperimentEvent event) {
    return switch (event) {
      case Created e -> "experiment-created";
      case Started e -> "experiment-started";
      case Stopped e -> "experiment-stopped";
    };
  }

  static byte[] toCbor(ExperimentEvent event) {
    var bytes = new ByteArrayBuilder();
    try (var out = CBOR.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("type", nameOf(event));
      out.writeNumberField("at", event.at().toEpochMilli());
      write(event, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an event of " + event.id() + " cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(ExperimentEvent event, JsonGenerator out) throws IOException {
    switch (event) {
      case Created e -> ExperimentForm.write(e.experiment(), out);
      case Started e -> out.writeStringField("id", e.id());
      case Stopped e -> {
        out.writeStringField("id", e.id());
        out.writeStringField("reason", e.reason());
      }
    }
  }

  /**
   * @throws IllegalArgumentException if the bytes are no such event
   */
  static ExperimentEvent fromCbor(byte[] bytes) {
    try (var in = CBOR.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw new IOException("no object");
      return event(Fields.read(in));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are no event of an experiment: they were damaged", e);
    }
  }

  private static ExperimentEvent event(Fields fields) {
    var at = Instant.ofEpochMilli(fields.number("at", 0));
    String id = fields.text("id");
    return switch (fields.text("type")) {
      case "experiment-created" -> new Created(ExperimentForm.read(fields), at);
      case "experiment-started" -> new Started(id, at);
      case "experiment-stopped" -> new Stopped(id, at, fields.text("reason"));
      case String type ->
          throw new IllegalArgumentException(
              "event type '" + type + "' is unknown: it was written by a newer version, update");
    };
  }

  private ExperimentCodec() {}
}
