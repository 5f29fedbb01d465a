// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.experiment.Arm;
import dev.worth.core.experiment.Experiment;
import dev.worth.core.experiment.Metric;
import dev.worth.node.facts.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The written form of an experiment, in the journal and outside. Fields are only ever added. */
public final class ExperimentForm {
  /** Writes the fields of an experiment into an object that is open. */
  public static void write(Experiment experiment, JsonGenerator out) throws IOException {
    out.writeStringField("id", experiment.id());
    out.writeArrayFieldStart("arms");
    for (Arm arm : experiment.arms()) write(arm, out);
    out.writeEndArray();
    out.writeStringField("salt", experiment.salt());
    out.writeNumberField("holdout", experiment.holdout());
    out.writeObjectFieldStart("metric");
    out.writeStringField("kind", name(experiment.metric().kind()));
    out.writeNumberField("days", experiment.metric().days());
    out.writeEndObject();
    out.writeNumberField("alpha", experiment.alpha());
    out.writeNumberField("planned", experiment.planned());
  }

  private static void write(Arm arm, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", arm.name());
    out.writeNumberField("weight", arm.weight());
    if (!arm.model().isEmpty()) out.writeStringField("model", arm.model());
    if (!arm.policy().isEmpty()) out.writeStringField("policy", arm.policy());
    out.writeEndObject();
  }

  static Experiment read(Fields fields) {
    var metric = fields.object("metric");
    return new Experiment(
        fields.text("id"),
        arms(fields),
        fields.text("salt"),
        number(fields, "holdout"),
        new Metric(kind(metric.text("kind")), number(metric, "days")),
        number(fields, "alpha"),
        fields.number("planned", 0));
  }

  private static List<Arm> arms(Fields fields) {
    var arms = new ArrayList<Arm>();
    for (var item : fields.list("arms")) {
      if (item instanceof Fields arm)
        arms.add(
            new Arm(
                arm.text("name"), number(arm, "weight"), arm.text("model"), arm.text("policy")));
    }
    return arms;
  }

  /** The name that a kind of metric has outside, such as purchased. */
  public static String name(Metric.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Metric.Kind kind(String name) {
    for (var kind : Metric.Kind.values()) if (name(kind).equals(name)) return kind;
    throw new IllegalArgumentException("is '" + name + "': send purchased, orders or spend");
  }

  private static double number(Fields fields, String name) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  private ExperimentForm() {}
}
