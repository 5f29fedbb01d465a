// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a body of many events, one reading each, in their order. */
final class BatchReader {
  private final EventReader events;
  private final byte[] body;
  private final int start;
  private final int to;
  private final Instant now;
  private final List<Reading> readings = new ArrayList<>();

  BatchReader(EventReader events, byte[] body, int from, int to, Instant now) {
    this.events = events;
    this.body = body;
    this.start = JsonBytes.start(body, from, to);
    this.to = to;
    this.now = now;
  }

  List<Reading> read() {
    try (var in = JsonBytes.parser(body, start, to)) {
      readBody(in);
      JsonBytes.end(in);
    } catch (IOException e) {
      readings.add(rejected(Problems.malformed(JsonBytes.pointer(e), JsonBytes.explain(e))));
    }
    return readings;
  }

  private void readBody(JsonParser in) throws IOException {
    switch (in.nextToken()) {
      case START_ARRAY -> readList(in);
      case START_OBJECT -> readObject(Fields.readPlaced(in));
      case null, default -> throw new JsonParseException(in, "neither an object nor a list");
    }
  }

  private void readList(JsonParser in) throws IOException {
    for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
      if (in.currentToken() == JsonToken.START_OBJECT) any(Fields.readPlaced(in), "/" + i);
      else if (in.currentToken() == null) throw new JsonParseException(in, "breaks off");
      else readings.add(noObject("/" + i, in));
    }
  }

  private void readObject(Fields top) {
    if (top.get("batch") instanceof List<?> calls) readCalls(top, calls);
    else if (top.get("events") instanceof List<?> told) readGa4(top, told);
    else any(top, "");
  }

  private void any(Fields event, String pointer) {
    var sent = Sent.at(body, start, event, pointer);
    readings.add(isTooLarge(sent) ? tooLarge(sent) : events.any(event, sent, now));
  }

  private void readCalls(Fields top, List<?> calls) {
    var sentAt = new Attributes(top, "", new Faults()).time("sentAt");
    for (int i = 0; i < calls.size(); i++) {
      String pointer = "/batch/" + i;
      if (calls.get(i) instanceof Fields call) {
        var sent = Sent.at(body, start, call, pointer);
        readings.add(isTooLarge(sent) ? tooLarge(sent) : events.segment(call, sentAt, sent, now));
      } else {
        readings.add(noObject(pointer));
      }
    }
  }

  private void readGa4(Fields top, List<?> told) {
    for (int i = 0; i < told.size(); i++) {
      String pointer = "/events/" + i;
      if (told.get(i) instanceof Fields event) {
        var sent = Sent.at(body, start, event, pointer);
        readings.add(isTooLarge(sent) ? tooLarge(sent) : events.ga4(event, top, i, sent, now));
      } else {
        readings.add(noObject(pointer));
      }
    }
  }

  private static boolean isTooLarge(Sent sent) {
    return sent.size() > Ingest.LARGEST_EVENT;
  }

  private static Reading tooLarge(Sent sent) {
    return rejected(Problems.tooLarge(sent.size()));
  }

  private static Reading noObject(String pointer, JsonParser in) throws IOException {
    in.skipChildren();
    return noObject(pointer);
  }

  private static Reading noObject(String pointer) {
    return rejected(Problems.malformed(pointer, "this is not an object: send one for each event"));
  }

  private static Reading rejected(Problem problem) {
    return new Reading.Rejected(Optional.empty(), problem);
  }
}
