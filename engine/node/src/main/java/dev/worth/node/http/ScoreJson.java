// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.promotion.ScoreMap;
import dev.worth.protocol.Money;
import dev.worth.protocol.Score;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A score as JSON. Estimates in money are decimal texts with four decimals more than the currency,
 * so that sums over many customers stay right and small ones agree with those of a file.
 */
public final class ScoreJson {
  private static final int MORE_DECIMALS = 4;

  /** The body of an answer: equal scores of equal age are equal bytes. */
  public static byte[] bytes(Score score, boolean explained, long staleMillis) {
    return Json.bytes(out -> whole(out, score, explained, staleMillis)).toArrayUnsafe();
  }

  /** Milliseconds since a score was made; a customer's entity repeats one for up to a minute. */
  static long age(Score score) {
    return Math.max(0, System.currentTimeMillis() - score.asOf().toEpochMilli());
  }

  /**
   * All of a score.
   *
   * @param staleMillis how much earlier than now it was made; 0 for one of a past asked for
   */
  static void whole(JsonGenerator out, Score score, boolean explained, long staleMillis)
      throws IOException {
    out.writeStartObject();
    whole(out, score, staleMillis);
    if (explained) explanation(out, score);
    out.writeEndObject();
  }

  /** All of a score, and its probability on another scale; on its own where there is no map. */
  static void mapped(
      JsonGenerator out, Score score, boolean explained, long staleMillis, ScoreMap map)
      throws IOException {
    out.writeStartObject();
    whole(out, score, staleMillis);
    Json.number(out, "mapped_probability", map.map(score.purchaseProbability()));
    out.writeStringField("mapped_to", map.isNone() ? score.modelVersion() : map.scale());
    if (explained) explanation(out, score);
    out.writeEndObject();
  }

  /** All of a score that was kept under an id. */
  static void kept(
      JsonGenerator out, Score score, boolean explained, long staleMillis, String decision)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("decision_id", decision);
    whole(out, score, staleMillis);
    if (explained) explanation(out, score);
    out.writeEndObject();
  }

  private static void whole(JsonGenerator out, Score score, long staleMillis) throws IOException {
    out.writeStringField("customer", score.customer());
    fields(out, score, staleMillis);
    Json.number(out, "lapse_probability", score.lapseProbability());
    Json.number(out, "expected_orders", score.expectedOrders());
    if (score.nextOrder() != null) out.writeStringField("next_order_date", date(score.nextOrder()));
    if (score.online() != 0) Json.number(out, "online_log_odds", score.online());
    ages(out, score);
  }

  /** The UTC day of a moment. */
  private static String date(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  /** What a client acts on at once. */
  static void brief(JsonGenerator out, Score score) throws IOException {
    out.writeStartObject();
    fields(out, score, age(score));
    out.writeEndObject();
  }

  private static void fields(JsonGenerator out, Score score, long staleMillis) throws IOException {
    Json.time(out, "as_of", score.asOf());
    out.writeStringField("horizon", "P" + days(score.horizonDays()) + "D");
    Json.number(out, "purchase_probability", score.purchaseProbability());
    spend(out, score);
    Json.number(out, "percentile", score.percentile());
    out.writeStringField("stage", score.stage().name().toLowerCase(Locale.ROOT));
    out.writeStringField("basis", score.basis().name().toLowerCase(Locale.ROOT));
    out.writeStringField("model_version", score.modelVersion());
    out.writeNumberField("seq", score.sequenceNr());
    out.writeNumberField("stale_ms", staleMillis);
  }

  private static String days(double days) {
    return BigDecimal.valueOf(days).stripTrailingZeros().toPlainString();
  }

  private static void spend(JsonGenerator out, Score score) throws IOException {
    int decimals = Money.digits(score.currency()) + MORE_DECIMALS;
    out.writeObjectFieldStart("expected_spend");
    Json.money(out, "amount", score.expectedSpend(), decimals);
    out.writeStringField("currency", score.currency());
    out.writeArrayFieldStart("intervals");
    for (var interval : score.intervals()) {
      out.writeStartObject();
      Json.number(out, "level", interval.level());
      Json.money(out, "lower", interval.lower(), decimals);
      Json.money(out, "upper", interval.upper(), decimals);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void ages(JsonGenerator out, Score score) throws IOException {
    out.writeObjectFieldStart("input_ages");
    for (var age : score.inputAges().entrySet()) out.writeNumberField(age.getKey(), age.getValue());
    out.writeEndObject();
  }

  private static void explanation(JsonGenerator out, Score score) throws IOException {
    out.writeStringField("explained_by", score.explainedBy());
    Json.number(out, "base_log_odds", score.baseLogOdds());
    out.writeArrayFieldStart("contributions");
    for (var part : score.contributions()) {
      out.writeStartObject();
      out.writeStringField("code", part.code());
      out.writeStringField("en", part.english());
      out.writeStringField("zh", part.chinese());
      Json.number(out, "value", part.value());
      out.writeStringField("unit", part.unit());
      Json.number(out, "log_odds", part.logOdds());
      if (part.usual() != null) Json.number(out, "usual", part.usual());
      if (part.peers() != null) Json.number(out, "peers", part.peers());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private ScoreJson() {}
}
