// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.node.facts.Fields;
import dev.worth.protocol.CustomerId;
import java.time.Instant;

/** Envelopes of CloudEvents 1.0, and of our own facts sent flat, without such an envelope. */
final class CloudEvents {
  /** Data that are a Segment call, or a GA4 event, as it was sent. */
  static final String SEGMENT_CALL = "segment-call";

  static final String GA4_EVENT = "ga4-event";

  /** A CloudEvent: the data stand apart from the attributes. */
  static Envelope wrapped(Attributes in, Instant now) {
    if (!in.text("specversion").equals("1.0")) in.wrong("specversion", "is unknown: send 1.0");
    checkContent(in);
    return switch (Kinds.lastPart(in.text("type"))) {
      case SEGMENT_CALL -> SegmentCalls.inside(in, now);
      case GA4_EVENT -> Ga4Events.inside(in, now);
      default -> read(in, in.object("data"), in.pointer() + "/data", now);
    };
  }

  /** Our own fact, its fields beside its identity. */
  static Envelope flat(Attributes in, Instant now) {
    return read(in, in.fields(), in.pointer(), now);
  }

  private static Envelope read(Attributes in, Fields data, String pointer, Instant now) {
    return new Envelope(
        in.key("source", in.text("source"), "id", in.text("id")),
        customer(in, data, pointer),
        in.meaning("type", in.text("type")),
        time(in, now),
        data,
        pointer,
        false);
  }

  private static void checkContent(Attributes in) {
    String content = in.text("datacontenttype");
    if (!content.isEmpty() && !content.contains("json"))
      in.wrong("datacontenttype", "is not JSON: send application/json");
    if (in.fields().has("data_base64"))
      in.wrong("data_base64", "is not read: send the data as a JSON object in data");
  }

  /** The time of the event; without one, the time it came in. */
  static Instant time(Attributes in, Instant now) {
    Instant time = in.time(in.fields().has("time") ? "time" : "at");
    return time == null ? now : time;
  }

  static CustomerId customer(Attributes in, Fields data, String pointer) {
    String subject = in.first("subject", "partitionkey");
    if (!subject.isEmpty() || in.isNoText("subject")) return in.customer("subject", subject);
    var inner = new Attributes(data, pointer, in.faults());
    return inner.customer(Field.CUSTOMER.names[0], inner.first(Field.CUSTOMER.names));
  }

  private CloudEvents() {}
}
