// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.customer.Kind;
import dev.worth.core.customer.Sum;
import dev.worth.core.customer.Totals;
import dev.worth.node.entity.Answer;
import dev.worth.node.entity.Seen;
import dev.worth.protocol.Money;
import dev.worth.protocol.Score;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is remembered of a customer, as JSON.
 *
 * @param currency of the shop
 */
record CustomerJson(JsonGenerator out, String currency) {
  private static final long PERSONALISATION = 1;
  private static final long MARKETING = 2;
  private static final long SAID = 4;

  void write(String id, Seen seen, Answer answer) throws IOException {
    var totals = seen.state().totals();
    out.writeStartObject();
    out.writeStringField("customer", id);
    out.writeNumberField("seq", seen.sequenceNr());
    if (answer instanceof Answer.Scored(Score score)) {
      out.writeStringField("stage", score.stage().name().toLowerCase(Locale.ROOT));
      out.writeStringField("basis", score.basis().name().toLowerCase(Locale.ROOT));
    }
    time("first_seen", totals.first());
    time("last_seen", totals.newest());
    time("first_order", totals.firstOrder());
    time("last_order", totals.lastOrder());
    totals(totals);
    counts(totals);
    consent(totals.sum(Sum.CONSENT));
    out.writeEndObject();
  }

  private void totals(Totals totals) throws IOException {
    out.writeObjectFieldStart("totals");
    out.writeNumberField("facts", totals.facts());
    out.writeNumberField("orders", totals.orders());
    out.writeNumberField("units", totals.sum(Sum.UNITS));
    money("gross", totals.sum(Sum.GROSS));
    money("net", totals.net());
    money("discount", totals.sum(Sum.DISCOUNT));
    money("refunded", totals.sum(Sum.REFUNDED));
    money("cancelled", totals.sum(Sum.CANCELLED));
    money("largest_order", totals.sum(Sum.LARGEST_ORDER));
    money("cart", totals.sum(Sum.CART));
    out.writeEndObject();
  }

  private void counts(Totals totals) throws IOException {
    out.writeObjectFieldStart("counts");
    for (var kind : Kind.values()) {
      if (totals.count(kind) > 0) {
        out.writeNumberField(kind.name().toLowerCase(Locale.ROOT), totals.count(kind));
      }
    }
    out.writeEndObject();
  }

  /** What the customer has said; nothing where they have not. */
  private void consent(long bits) throws IOException {
    if ((bits & SAID) == 0) return;
    out.writeObjectFieldStart("consent");
    out.writeBooleanField("personalisation", (bits & PERSONALISATION) != 0);
    out.writeBooleanField("marketing", (bits & MARKETING) != 0);
    out.writeEndObject();
  }

  private void money(String name, long minor) throws IOException {
    Json.money(out, name, new Money(minor, currency));
  }

  private void time(String name, Optional<Instant> time) throws IOException {
    if (time.isPresent()) Json.time(out, name, time.get());
  }
}
