// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonToken;
import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.Slice;
import dev.worth.core.promotion.Step;
import dev.worth.node.facts.Fields;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/**
 * Who wants something done with a model version, as it stands in a body: {@code
 * {"by":"anna","reason":"...","force":true,"to":"5%"}}, all of it optional.
 */
record Steps(Fields body) {
  private static final String NOBODY = "api";

  /**
   * @param known names that this route takes
   * @throws ProblemException if the body is something else; it names the field
   */
  static Steps read(ByteString bytes, List<String> known) {
    if (bytes.isEmpty()) return new Steps(new Fields());
    try (var in = Json.FACTORY.createParser(bytes.toArrayUnsafe())) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw refused("the body is no JSON object");
      var steps = new Steps(Fields.read(in));
      steps.check(known);
      return steps;
    } catch (IOException e) {
      throw refused("the body is not JSON, or breaks off");
    }
  }

  private void check(List<String> known) {
    for (String name : body.names())
      if (!known.contains(name))
        throw refused(
            "the body's " + name + " is not taken here: send none but " + String.join(", ", known));
  }

  Step step(Instant now) {
    String by = text("by");
    return read("by", by, who -> new Step(now, who.isEmpty() ? NOBODY : who, text("reason")));
  }

  Allowance allowance() {
    return switch (body.get("force")) {
      case null -> Allowance.NOTHING;
      case Boolean force -> force ? Allowance.FORCED : Allowance.NOTHING;
      default -> throw refused("the body's force is no truth value: send true, without quotes");
    };
  }

  Slice slice() {
    String to = text("to");
    if (to.isEmpty())
      throw refused("to whom is not said: send \"to\", a share as 5%, or shards as 3/100");
    return read("to", to, Slice::of);
  }

  private String text(String name) {
    return switch (body.get(name)) {
      case null -> "";
      case String text -> text;
      default -> throw refused("the body's " + name + " is not a text: send one, in quotes");
    };
  }

  private static <T> T read(String name, String text, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused("the body's " + name + ": " + e.getMessage());
    }
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(ProblemKind.INVALID_REQUEST, detail);
  }
}
