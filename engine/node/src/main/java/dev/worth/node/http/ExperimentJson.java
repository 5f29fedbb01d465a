// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.experiment.Comparison;
import dev.worth.core.experiment.Effect;
import dev.worth.core.experiment.ExperimentRecord;
import dev.worth.core.experiment.ExperimentResult;
import dev.worth.core.experiment.ExperimentResult.ArmFigures;
import dev.worth.core.experiment.SampleRatio;
import dev.worth.node.experiment.Assigned;
import dev.worth.node.experiment.ExperimentForm;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Experiments, assignments and results as JSON. */
final class ExperimentJson {
  static void all(JsonGenerator out, List<ExperimentRecord> records) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("experiments");
    for (var record : records) one(out, record);
    out.writeEndArray();
    out.writeEndObject();
  }

  static void one(JsonGenerator out, ExperimentRecord record) throws IOException {
    out.writeStartObject();
    ExperimentForm.write(record.experiment(), out);
    out.writeStringField("status", lower(record.status()));
    Json.time(out, "created_at", record.createdAt());
    time(out, "started_at", record.startedAt());
    time(out, "stopped_at", record.stoppedAt());
    if (!record.reason().isEmpty()) out.writeStringField("reason", record.reason());
    out.writeEndObject();
  }

  private static void time(JsonGenerator out, String name, @Nullable Instant time)
      throws IOException {
    if (time != null) Json.time(out, name, time);
  }

  static void assigned(JsonGenerator out, String experiment, Assigned assigned) throws IOException {
    out.writeStartObject();
    out.writeStringField("experiment", experiment);
    out.writeStringField("customer", assigned.customer().value());
    out.writeStringField("arm", assigned.armName());
    if (assigned.arm().isPresent()) {
      var arm = assigned.arm().get();
      if (!arm.model().isEmpty()) out.writeStringField("model", arm.model());
      if (!arm.policy().isEmpty()) out.writeStringField("policy", arm.policy());
    }
    out.writeBooleanField("exposed", assigned.isExposed());
    out.writeEndObject();
  }

  static void result(
      JsonGenerator out, ExperimentRecord record, ExperimentResult result, Instant asOf)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("experiment", record.experiment().id());
    out.writeStringField("status", lower(record.status()));
    Json.time(out, "as_of", asOf);
    out.writeStringField("finding", lower(result.finding()));
    ratio(out, result.sampleRatio());
    out.writeArrayFieldStart("arms");
    for (var arm : result.arms()) arm(out, arm);
    out.writeEndArray();
    out.writeArrayFieldStart("comparisons");
    String control = record.experiment().control().name();
    for (var comparison : result.comparisons()) comparison(out, comparison, control);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void ratio(JsonGenerator out, SampleRatio ratio) throws IOException {
    out.writeObjectFieldStart("sample_ratio");
    out.writeNumberField("p_value", ratio.pValue());
    out.writeNumberField("level", SampleRatio.LEVEL);
    out.writeBooleanField("broken", ratio.isBroken());
    out.writeEndObject();
  }

  private static void arm(JsonGenerator out, ArmFigures arm) throws IOException {
    out.writeStartObject();
    out.writeStringField("arm", arm.arm());
    Json.number(out, "share", arm.share());
    out.writeNumberField("exposed", arm.exposed());
    out.writeNumberField("matured", arm.matured());
    Json.number(out, "mean", arm.mean());
    Json.number(out, "foretold", arm.foretold());
    out.writeEndObject();
  }

  private static void comparison(JsonGenerator out, Comparison comparison, String control)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("arm", comparison.arm());
    out.writeStringField("against", control);
    effect(out, "plain", comparison.plain());
    effect(out, "adjusted", comparison.adjusted());
    Json.number(out, "explained", comparison.explained());
    out.writeEndObject();
  }

  private static void effect(JsonGenerator out, String name, Effect effect) throws IOException {
    out.writeObjectFieldStart(name);
    Json.number(out, "difference", effect.difference());
    bound(out, "low", effect.low());
    bound(out, "high", effect.high());
    out.writeBooleanField("found", effect.isFound());
    out.writeEndObject();
  }

  /** Null where nothing bounds it yet. */
  private static void bound(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isFinite(value)) Json.number(out, name, value);
    else out.writeNullField(name);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private ExperimentJson() {}
}
