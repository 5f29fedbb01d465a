// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Asked.checkNames;
import static dev.worth.node.http.Asked.refused;
import static dev.worth.node.http.Asked.text;

import com.fasterxml.jackson.core.JsonToken;
import dev.worth.core.experiment.Arm;
import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.Metric;
import dev.worth.node.experiment.ExperimentForm;
import dev.worth.node.facts.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** An experiment as somebody describes it in a body; what they leave out is as usual. */
final class ExperimentAsked {
  private static final double USUAL_ALPHA = 0.05;
  private static final long USUAL_PLANNED = 10_000;
  private static final List<String> NAMES =
      List.of("id", "arms", "metric", "salt", "holdout", "alpha", "planned");
  private static final List<String> NAMES_OF_ARM = List.of("name", "weight", "model", "policy");
  private static final List<String> NAMES_OF_METRIC = List.of("kind", "days");

  /**
   * @throws ProblemException if the body is something else; it names the field
   */
  static Experiment read(ByteString body) {
    var fields = fields(body, NAMES);
    String id = text(fields, "", "id");
    return checked(
        "",
        () ->
            new Experiment(
                id,
                arms(fields),
                fields.has("salt") ? text(fields, "", "salt") : id,
                number(fields, "", "holdout", 0),
                metric(fields.get("metric")),
                number(fields, "", "alpha", USUAL_ALPHA),
                planned(fields.get("planned"))));
  }

  /** Why an experiment is stopped: {@code {"reason":"..."}}, or no body. */
  static String reason(ByteString body) {
    return body.isEmpty() ? "" : text(fields(body, List.of("reason")), "", "reason");
  }

  private static Fields fields(ByteString body, List<String> known) {
    try (var in = Json.FACTORY.createParser(body.toArrayUnsafe())) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw refused("", "the body is no JSON object");
      var fields = Fields.read(in);
      checkNames(fields, "", known);
      return fields;
    } catch (IOException e) {
      throw refused("", "the body is not JSON, or breaks off");
    }
  }

  private static List<Arm> arms(Fields fields) {
    var listed = fields.list("arms");
    if (listed.isEmpty()) throw refused("/arms", "is missing: send a list, the control first");
    var arms = new ArrayList<Arm>();
    for (int i = 0; i < listed.size(); i++) arms.add(arm(listed.get(i), "/arms/" + i));
    return arms;
  }

  private static Arm arm(@Nullable Object entry, String place) {
    if (!(entry instanceof Fields fields))
      throw refused(place, "is no object: send {\"name\": ..., \"weight\": ...}");
    checkNames(fields, place, NAMES_OF_ARM);
    return checked(
        place,
        () ->
            new Arm(
                text(fields, place, "name"),
                number(fields, place, "weight", 1),
                text(fields, place, "model"),
                text(fields, place, "policy")));
  }

  private static Metric metric(@Nullable Object entry) {
    if (!(entry instanceof Fields fields))
      throw refused("/metric", "is missing: send {\"kind\": \"spend\", \"days\": 28}");
    checkNames(fields, "/metric", NAMES_OF_METRIC);
    var kind = checked("/metric/kind", () -> ExperimentForm.kind(text(fields, "/metric", "kind")));
    double days = number(fields, "/metric", "days", 0);
    return checked("/metric", () -> new Metric(kind, days));
  }

  private static long planned(@Nullable Object value) {
    return switch (value) {
      case null -> USUAL_PLANNED;
      case Long number -> number;
      default -> throw refused("/planned", "is no whole number: send customers, such as 10000");
    };
  }

  private static double number(Fields fields, String place, String name, double usual) {
    return switch (fields.get(name)) {
      case null -> usual;
      case Number number -> number.doubleValue();
      default -> throw refused(place + "/" + name, "is not a number: send one, without quotes");
    };
  }

  private static <T> T checked(String pointer, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw refused(pointer, String.valueOf(e.getMessage()));
    }
  }

  private ExperimentAsked() {}
}
