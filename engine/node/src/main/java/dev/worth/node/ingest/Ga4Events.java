// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.node.facts.Fields;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Envelopes of GA4's measurement protocol, where one body tells the customer for all its events.
 *
 * <p>GA4 gives no ids. Ours is a hash of client id, time, name and position in the body, so that
 * the same body sent again is known as the same, provided it tells the time (timestamp_micros).
 */
final class Ga4Events {
  static final String SOURCE = "ga4";
  private static final long MICROS_PER_MILLI = 1_000;

  static boolean isEvent(Fields top) {
    return top.get("type") == null && top.has("name");
  }

  /**
   * One event of a body.
   *
   * @param body the client, the user and a time for events that have none
   * @param position of the event in the body
   */
  static Envelope read(Attributes in, Attributes body, int position, Instant now) {
    Instant at = time(in, time(body, now));
    CustomerId customer = body.customer("client_id", body.first("user_id", "client_id"));
    String name = in.text("name");
    String told = body.first("client_id", "user_id") + '\n' + at + '\n' + name + '\n' + position;
    String id = HexFormat.of().toHexDigits(hash(told));
    return envelope(in, new EventKey(SOURCE, id), customer, at);
  }

  /** An event inside a CloudEvent, which tells the identity, the customer and the time. */
  static Envelope inside(Attributes event, Instant now) {
    var in = new Attributes(event.object("data"), event.pointer() + "/data", event.faults());
    return envelope(
        in,
        event.key("source", event.text("source"), "id", event.text("id")),
        event.customer("subject", event.text("subject")),
        CloudEvents.time(event, now));
  }

  private static Envelope envelope(Attributes in, EventKey key, CustomerId customer, Instant at) {
    var meaning = in.meaning("name", in.text("name"));
    return new Envelope(
        key, customer, meaning, at, in.object("params"), in.pointer() + "/params", true);
  }

  private static Instant time(Attributes in, Instant otherwise) {
    Object micros = in.fields().get("timestamp_micros");
    if (micros == null) return otherwise;
    if (micros instanceof Long number)
      return Instant.ofEpochMilli(Math.floorDiv(number, MICROS_PER_MILLI));
    String text = in.text("timestamp_micros");
    if (text.matches("\\d{1,18}"))
      return Instant.ofEpochMilli(Long.parseLong(text) / MICROS_PER_MILLI);
    in.wrong("timestamp_micros", "is not a time: send microseconds since 1970 as a whole number");
    return otherwise;
  }

  private static long hash(String told) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < told.length(); i++) h = (h ^ told.charAt(i)) * 0x100000001b3L;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    return h ^ (h >>> 33);
  }

  private Ga4Events() {}
}
