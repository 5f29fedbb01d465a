// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Asked.checked;
import static dev.worth.node.http.Asked.refused;

import com.fasterxml.jackson.core.JsonToken;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.Amount;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OutcomeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.util.ByteString;

/** Outcomes as they stand in a body. */
final class OutcomesAsked {
  static final int MOST = 500;

  private static final List<String> NAMES =
      List.of("source", "id", "decision_id", "kind", "at", "amount", "currency");

  /** One outcome, not yet joined. */
  record One(EventKey key, String decision, OutcomeKind kind, Instant at, Amount amount) {}

  /**
   * Reads {@code {"outcomes":[{"source":"/bank","id":"cb-1","decision_id":"f-...","kind":
   * "charge_back","at":"2026-03-01T00:00:00Z","amount":"59.90"}]}}.
   *
   * @param currency of the shop: amounts are in it
   * @throws ProblemException if the body is something else; it names the field
   */
  static List<One> read(ByteString body, String currency) {
    try (var in = Json.FACTORY.createParser(body.toArrayUnsafe())) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw refused("", "the body is no JSON object");
      var listed = Fields.read(in).list("outcomes");
      if (listed.isEmpty() || listed.size() > MOST)
        throw refused(
            "/outcomes", "has %d entries: send a list of 1 to %d".formatted(listed.size(), MOST));
      var all = new ArrayList<One>(listed.size());
      for (int i = 0; i < listed.size(); i++) {
        if (!(listed.get(i) instanceof Fields fields))
          throw refused("/outcomes/" + i, "is no object");
        all.add(one(fields, "/outcomes/" + i, currency));
      }
      return all;
    } catch (IOException e) {
      throw refused("", "the body is not JSON, or breaks off");
    }
  }

  private static One one(Fields fields, String place, String currency) {
    for (String name : fields.names())
      if (!NAMES.contains(name))
        throw refused(
            place + "/" + name, "is not taken: send none but " + String.join(", ", NAMES));
    String given = fields.text("currency");
    if (!given.isEmpty() && !given.equals(currency))
      throw refused(
          place + "/currency", "is '" + given + "': send amounts in the shop's, " + currency);
    var key = new EventKey(text(fields, place, "source"), text(fields, place, "id"));
    return new One(
        key,
        text(fields, place, "decision_id"),
        checked(place + "/kind", text(fields, place, "kind"), OutcomesAsked::kind),
        checked(place + "/at", text(fields, place, "at"), OutcomesAsked::time),
        checked(place + "/amount", fields.text("amount"), text -> amount(text, currency)));
  }

  private static String text(Fields fields, String place, String name) {
    String text = fields.text(name);
    if (text.isBlank()) throw refused(place + "/" + name, "is missing: send a text");
    return text;
  }

  private static OutcomeKind kind(String text) {
    for (var kind : OutcomeKind.values()) if (kind.name().equalsIgnoreCase(text)) return kind;
    throw new IllegalArgumentException(
        "is '%s': send one of %s"
            .formatted(text, Arrays.toString(OutcomeKind.values()).toLowerCase(Locale.ROOT)));
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "is '" + text + "': send the moment it happened, as 2026-03-01T00:00:00Z", e);
    }
  }

  private static Amount amount(String text, String currency) {
    if (text.isEmpty()) return Amount.of(Money.zero(currency));
    try {
      var money = Money.of(new BigDecimal(text), currency);
      if (money.minor() >= 0) return Amount.of(money);
    } catch (NumberFormatException e) {
      // told below, as a negative one is
    }
    throw new IllegalArgumentException(
        "is '" + text + "': send a decimal text from 0, as \"59.90\"");
  }

  private OutcomesAsked() {}
}
