// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.worth.core.preparation.ShopRules;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * From bytes to facts. Takes CloudEvents (structured, binary, batch), calls of Segment, events of
 * GA4 and our own facts, and tells them apart by their fields. Safe for use by many threads.
 *
 * <p>Nothing throws: what cannot be read is {@link Reading.Rejected}, with every field at fault;
 * what can be read but not believed is {@link Reading.Quarantined}.
 */
public final class Ingest {
  /** Bytes of one event, as CloudEvents asks consumers to take. */
  public static final int LARGEST_EVENT = 64 * 1024;

  private final EventReader events;

  public Ingest(ShopRules rules) {
    events = new EventReader(rules);
  }

  /** Whether a line of NDJSON holds nothing: such lines are skipped, not rejected. */
  public static boolean isBlank(byte[] body, int from, int to) {
    return JsonBytes.isBlank(body, from, to);
  }

  /**
   * Reads one event, such as a line of NDJSON.
   *
   * @param from first byte
   * @param to first byte after the event
   * @param now by our clock
   */
  public Reading read(byte[] body, int from, int to, Instant now) {
    if (to - from > LARGEST_EVENT) return rejected(Problems.tooLarge(to - from));
    try {
      var event = JsonBytes.object(body, from, to);
      return events.any(event, new Sent(body, from, to, ""), now.truncatedTo(MILLIS));
    } catch (IOException e) {
      return rejected(Problems.malformed(JsonBytes.pointer(e), JsonBytes.explain(e)));
    }
  }

  /**
   * Reads a call of Segment whose type the address told.
   *
   * @param type such as page; a type in the body goes before it
   */
  public Reading readCall(String type, byte[] body, Instant now) {
    return read(body, now, event -> putMissing(event, "type", type));
  }

  /**
   * Reads an event about a customer who is known from elsewhere, such as a fact from the journal,
   * which does not name its customer. One that the event names goes before.
   */
  public Reading readAbout(CustomerId customer, byte[] body, Instant now) {
    return read(
        body,
        now,
        event -> {
          if (isBareFact(event)) event.put("subject", customer.value());
        });
  }

  private static boolean isBareFact(Fields event) {
    return Stream.concat(
                Stream.of("specversion", "subject", "partitionkey"),
                Stream.of(Field.CUSTOMER.names))
            .noneMatch(event::has)
        && !SegmentCalls.isCall(event)
        && !Ga4Events.isEvent(event);
  }

  private Reading read(byte[] body, Instant now, Consumer<Fields> completing) {
    if (body.length > LARGEST_EVENT) return rejected(Problems.tooLarge(body.length));
    try {
      var event = JsonBytes.object(body, 0, body.length);
      completing.accept(event);
      return events.any(event, new Sent(body, 0, body.length, ""), now.truncatedTo(MILLIS));
    } catch (IOException e) {
      return rejected(Problems.malformed(JsonBytes.pointer(e), JsonBytes.explain(e)));
    }
  }

  private static void putMissing(Fields event, String name, String value) {
    if (!event.has(name)) event.put(name, value);
  }

  /**
   * Reads a CloudEvent in binary mode.
   *
   * @param headers the ce- headers, with or without that prefix, as received
   * @param contentType of the data
   * @param data the body; empty when the event has no data
   */
  public Reading readBinary(
      Map<String, String> headers, String contentType, byte[] data, Instant now) {
    if (data.length > LARGEST_EVENT) return rejected(Problems.tooLarge(data.length));
    var attributes = BinaryMode.attributes(headers);
    var event = BinaryMode.event(attributes, contentType);
    var sent = new Sent(data, 0, data.length, "/data");
    try {
      if (!isBlank(data, 0, data.length)) event.put("data", JsonBytes.object(data, 0, data.length));
    } catch (IOException e) {
      return rejected(Problems.malformed("/data" + JsonBytes.pointer(e), JsonBytes.explain(e)));
    }
    return events.cloudEvent(
        event,
        "",
        envelope -> Originals.cloudEvent(attributes, sent.text()),
        now.truncatedTo(MILLIS));
  }

  /**
   * Reads a body of any number of events: a list of CloudEvents, a batch of Segment calls, a GA4
   * body, or a single event. Where the body breaks off, what stood before still counts and the last
   * reading tells of the break.
   */
  public List<Reading> readBatch(byte[] body, int from, int to, Instant now) {
    return new BatchReader(events, body, from, to, now.truncatedTo(MILLIS)).read();
  }

  private static Reading rejected(Problem problem) {
    return new Reading.Rejected(Optional.empty(), problem);
  }
}
