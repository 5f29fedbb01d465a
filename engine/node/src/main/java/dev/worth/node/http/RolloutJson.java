// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.promotion.Tally;
import dev.worth.node.rollout.Standing;
import java.io.IOException;
import java.util.Locale;

/** The version under way as JSON. */
final class RolloutJson {
  static void standing(JsonGenerator out, Standing standing) throws IOException {
    out.writeObjectFieldStart("rollout");
    out.writeStringField("version", standing.walk().version());
    out.writeStringField("stage", standing.walk().stage().name().toLowerCase(Locale.ROOT));
    Json.time(out, "since", standing.walk().since());
    Json.time(out, "until", standing.until());
    out.writeStringField("waits_for", standing.waitsFor());
    tally(out, "answered", standing.tried().challenger());
    tally(out, "champion_answered", standing.tried().champion());
    out.writeEndObject();
  }

  private static void tally(JsonGenerator out, String name, Tally tally) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("answers", tally.answers());
    out.writeNumberField("stand_ins", tally.standIns());
    if (tally.micros() > 0) Json.number(out, "mean_microseconds", tally.micros());
    out.writeEndObject();
  }

  private RolloutJson() {}
}
