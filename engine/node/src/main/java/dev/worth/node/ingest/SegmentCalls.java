// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.node.facts.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Envelopes of Segment's calls: track, identify, page and screen. */
final class SegmentCalls {
  static final String SOURCE = "segment";
  private static final Set<String> CALLS =
      Set.of("track", "identify", "page", "screen", "group", "alias");

  static boolean isCall(Fields top) {
    return CALLS.contains(top.text("type"))
        || (top.get("type") == null && (top.has("event") || top.has("traits")));
  }

  /**
   * A call.
   *
   * @param sentAt of the batch around it; null when there is none
   */
  static Envelope read(Attributes in, @Nullable Instant sentAt, Instant now) {
    var data = data(in);
    return new Envelope(
        in.key("messageId", SOURCE, "messageId", in.text("messageId")),
        in.customer("userId", in.first("userId", "anonymousId")),
        meaning(in),
        time(in, sentAt, now),
        data,
        in.pointer() + (in.fields().has("traits") ? "/traits" : "/properties"),
        false);
  }

  /** A call inside a CloudEvent, which tells the identity, the customer and the corrected time. */
  static Envelope inside(Attributes event, Instant now) {
    var in = new Attributes(event.object("data"), event.pointer() + "/data", event.faults());
    return new Envelope(
        event.key("source", event.text("source"), "id", event.text("id")),
        event.customer("subject", event.text("subject")),
        meaning(in),
        CloudEvents.time(event, now),
        data(in),
        in.pointer() + (in.fields().has("traits") ? "/traits" : "/properties"),
        false);
  }

  private static Meaning meaning(Attributes in) {
    String type = in.text("type");
    boolean isTrack = type.equals("track") || in.fields().has("event");
    if (isTrack) return in.meaning("event", in.text("event"));
    return in.meaning("type", type.isEmpty() ? "identify" : type);
  }

  /** Properties or traits, with what a page or a sign-in is told by the call around them. */
  private static Fields data(Attributes in) {
    var data = in.object(in.fields().has("traits") ? "traits" : "properties");
    adopt(data, "name", in.fields().get("name"));
    var context = in.fields().object("context");
    adopt(data, "ip", context.get("ip"));
    adopt(data, "device_id", context.object("device").get("id"));
    return data;
  }

  private static void adopt(Fields data, String name, @Nullable Object value) {
    if (value instanceof String && !data.has(name)) data.put(name, value);
  }

  /**
   * When it happened by our clock: the sender's clock is off by the difference between its time of
   * sending and ours. A call that also has an originalTimestamp was corrected already.
   */
  private static Instant time(Attributes in, @Nullable Instant batchSentAt, Instant now) {
    Instant original = in.time("originalTimestamp");
    Instant timestamp = in.time("timestamp");
    Instant sentAt = in.fields().has("sentAt") ? in.time("sentAt") : batchSentAt;
    if (timestamp != null && original != null) return timestamp;
    Instant told = timestamp == null ? original : timestamp;
    if (told == null) return now;
    return sentAt == null ? told : now.minus(Duration.between(told, sentAt));
  }

  private SegmentCalls() {}
}
