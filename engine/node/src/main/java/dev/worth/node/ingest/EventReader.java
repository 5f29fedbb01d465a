// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.core.preparation.Implausible;
import dev.worth.core.preparation.Plausibility;
import dev.worth.core.preparation.ShopRules;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns one event whose JSON is read into a {@link Reading}. */
final class EventReader {
  private final ShopRules rules;
  private final Plausibility plausibility;

  EventReader(ShopRules rules) {
    this.rules = rules;
    this.plausibility = new Plausibility(rules);
  }

  /** An event of whatever format; its fields tell which. */
  Reading any(Fields event, Sent sent, Instant now) {
    if (event.has("specversion")) return cloudEvent(event, sent, now);
    if (SegmentCalls.isCall(event)) return segment(event, null, sent, now);
    if (Ga4Events.isEvent(event)) return ga4(event, event, 0, sent, now);
    var faults = new Faults();
    var in = new Attributes(event, sent.pointer(), faults);
    return read(faults, () -> CloudEvents.flat(in, now), envelope -> sent.text(), now);
  }

  private Reading cloudEvent(Fields event, Sent sent, Instant now) {
    return cloudEvent(event, sent.pointer(), envelope -> sent.text(), now);
  }

  Reading cloudEvent(
      Fields event, String pointer, Function<Envelope, String> original, Instant now) {
    var faults = new Faults();
    var in = new Attributes(event, pointer, faults);
    return read(faults, () -> CloudEvents.wrapped(in, now), original, now);
  }

  /**
   * A call of Segment.
   *
   * @param sentAt of the batch around it, null when there is none
   */
  Reading segment(Fields call, @Nullable Instant sentAt, Sent sent, Instant now) {
    var faults = new Faults();
    var in = new Attributes(call, sent.pointer(), faults);
    return read(
        faults,
        () -> SegmentCalls.read(in, sentAt, now),
        envelope -> Originals.wrapped(envelope, CloudEvents.SEGMENT_CALL, sent.text()),
        now);
  }

  /**
   * An event of GA4.
   *
   * @param body around it, which tells the client
   * @param position in that body
   */
  Reading ga4(Fields event, Fields body, int position, Sent sent, Instant now) {
    var faults = new Faults();
    var in = new Attributes(event, sent.pointer(), faults);
    var around = new Attributes(body, "", faults);
    return read(
        faults,
        () -> Ga4Events.read(in, around, position, now),
        envelope -> Originals.wrapped(envelope, CloudEvents.GA4_EVENT, sent.text()),
        now);
  }

  /** Reads the envelope, then the data; the original is only asked for when it is needed. */
  private Reading read(
      Faults faults, Format format, Function<Envelope, String> original, Instant now) {
    try {
      Envelope envelope = format.envelope();
      var data = new Data(envelope.data(), envelope.pointer(), faults, rules, envelope.at());
      CustomerEvent fact = new FactBuilder(envelope, data).build(envelope.meaning().kind());
      if (!faults.isReadable()) return rejected(faults, envelope.id());
      Implausible doubt = doubt(faults, fact, now);
      return doubt == null
          ? new Reading.Fact(envelope.customer(), fact)
          : quarantined(envelope, doubt, original.apply(envelope));
    } catch (ArithmeticException | DateTimeException e) {
      faults.add("", "a number or time is beyond all measure: send a sensible one");
      return rejected(faults, Optional.empty());
    }
  }

  /** How the envelope is read. */
  private interface Format {
    Envelope envelope();
  }

  private @Nullable Implausible doubt(Faults faults, CustomerEvent fact, Instant now) {
    return faults.doubt() != null ? faults.doubt() : plausibility.check(fact, now).orElse(null);
  }

  private static Reading rejected(Faults faults, Optional<String> id) {
    return new Reading.Rejected(id, Problems.invalid(faults.errors()));
  }

  private static Reading quarantined(Envelope envelope, Implausible doubt, String original) {
    var event =
        new EventQuarantined(
            envelope.key(), envelope.at(), doubt.reason(), doubt.detail(), original);
    return new Reading.Quarantined(envelope.customer(), event);
  }
}
