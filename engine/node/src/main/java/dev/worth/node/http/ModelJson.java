// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.worth.core.promotion.Canary;
import dev.worth.core.promotion.GateReport;
import dev.worth.core.promotion.GateResult;
import dev.worth.core.promotion.RegistryEvent;
import dev.worth.core.promotion.RegistryEvent.CanaryStarted;
import dev.worth.core.promotion.RegistryEvent.ModelPromoted;
import dev.worth.core.promotion.RegistryEvent.ModelRegistered;
import dev.worth.core.promotion.RegistryEvent.ModelRejected;
import dev.worth.core.promotion.RegistryEvent.ModelRetired;
import dev.worth.core.promotion.RegistryEvent.ModelRolledBack;
import dev.worth.core.promotion.RegistryEvent.ShadowStarted;
import dev.worth.core.promotion.RegistryState;
import dev.worth.core.promotion.ScoreMap;
import dev.worth.core.promotion.Step;
import dev.worth.core.scoring.ModelCard;
import dev.worth.node.model.ShadowFigures;
import dev.worth.node.registry.ModelRegistry.Judgement;
import dev.worth.node.registry.ModelRegistry.NodeStatus;
import dev.worth.node.registry.ModelRegistry.Outcome;
import dev.worth.node.registry.ModelRegistry.Recorded;
import dev.worth.node.rollout.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Model versions as JSON. */
final class ModelJson {
  /**
   * The list of all.
   *
   * @param inUse the version this node answers by
   * @param rollout where the version under way is
   */
  static void list(
      JsonGenerator out,
      Outcome known,
      Map<String, ModelCard> cards,
      String inUse,
      Optional<ShadowFigures> shadow,
      Optional<Standing> rollout)
      throws IOException {
    RegistryState state = known.state();
    out.writeStartObject();
    out.writeStringField("in_use", inUse);
    out.writeNumberField("revision", state.revision());
    aliases(out, state);
    if (state.canary().isPresent()) canary(out, state.canary().get());
    if (shadow.isPresent()) shadow(out, shadow.get());
    if (rollout.isPresent()) RolloutJson.standing(out, rollout.get());
    if (known.switchMillis() > 0) Json.number(out, "switch_ms", known.switchMillis());
    nodes(out, known.nodes());
    out.writeArrayFieldStart("models");
    for (var model : state.models().values())
      model(
          out,
          model,
          Optional.ofNullable(cards.get(model.version())),
          inUse,
          false,
          Optional.empty());
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void aliases(JsonGenerator out, RegistryState state) throws IOException {
    out.writeObjectFieldStart("aliases");
    out.writeStringField("champion", state.champion());
    if (state.challenger().isPresent())
      out.writeStringField("challenger", state.challenger().get());
    if (state.shadow().isPresent()) out.writeStringField("shadow", state.shadow().get());
    out.writeEndObject();
  }

  private static void canary(JsonGenerator out, Canary canary) throws IOException {
    out.writeObjectFieldStart("canary");
    out.writeStringField("version", canary.version());
    out.writeStringField("to", canary.slice().toString());
    out.writeEndObject();
  }

  private static void shadow(JsonGenerator out, ShadowFigures figures) throws IOException {
    out.writeObjectFieldStart("shadow");
    out.writeStringField("version", figures.version());
    out.writeNumberField("compared", figures.compared());
    out.writeNumberField("left_out", figures.leftOut());
    Json.number(out, "mean_probability", figures.shadowed());
    Json.number(out, "mean_answered", figures.answered());
    Json.number(out, "mean_difference", figures.apart());
    out.writeNumberField("stand_ins", figures.standIns());
    if (figures.micros() > 0) Json.number(out, "mean_microseconds", figures.micros());
    out.writeEndObject();
  }

  private static void nodes(JsonGenerator out, List<NodeStatus> nodes) throws IOException {
    out.writeArrayFieldStart("nodes");
    for (var node : nodes) {
      out.writeStartObject();
      out.writeStringField("node", node.node());
      out.writeStringField("in_use", node.inUse());
      out.writeNumberField("revision", node.revision());
      if (node.problem().isPresent()) out.writeStringField("problem", node.problem().get());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * One version.
   *
   * @param card empty when this node has no readable bundle of it
   * @param whole with its gate report
   * @param rollout where it is, if it is under way and is to be shown so
   */
  static void model(
      JsonGenerator out,
      RegistryState.Model model,
      Optional<ModelCard> card,
      String inUse,
      boolean whole,
      Optional<Standing> rollout)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("version", model.version());
    out.writeStringField("stage", name(model.stage()));
    out.writeBooleanField("in_use", model.version().equals(inUse));
    out.writeStringField("sha256", model.sha256());
    step(out, "registered", model.registered());
    step(out, "since", model.since());
    if (card.isPresent()) card(out, card.get());
    if (!model.map().isNone()) out.writeStringField("scale", model.map().scale());
    if (rollout.isPresent()) RolloutJson.standing(out, rollout.get());
    if (whole && model.gates().isPresent()) gates(out, "gates", model.gates().get());
    out.writeEndObject();
  }

  private static void step(JsonGenerator out, String name, Step step) throws IOException {
    out.writeObjectFieldStart(name);
    stepFields(out, step);
    out.writeEndObject();
  }

  private static void stepFields(JsonGenerator out, Step step) throws IOException {
    Json.time(out, "at", step.at());
    out.writeStringField("by", step.by());
    if (!step.why().isEmpty()) out.writeStringField("reason", step.why());
  }

  private static void card(JsonGenerator out, ModelCard card) throws IOException {
    out.writeStringField("family", card.family());
    Json.time(out, "trained_at", card.trainedAt());
    Json.time(out, "data_from", card.dataFrom());
    Json.time(out, "data_to", card.dataTo());
    out.writeNumberField("customers", card.customers());
    out.writeStringField("currency", card.currency());
    out.writeStringField("schema", card.schema());
    out.writeNumberField("seed", card.seed());
    out.writeStringField("code_version", card.codeVersion());
    Json.texts(out, "settings", card.settings());
    out.writeObjectFieldStart("metrics");
    for (var metric : card.metrics().entrySet())
      Json.number(out, metric.getKey(), metric.getValue());
    out.writeEndObject();
    Json.texts(out, "checksums", card.checksums());
  }

  private static void gates(JsonGenerator out, String name, GateReport report) throws IOException {
    out.writeFieldName(name);
    gates(out, report);
  }

  /** A report, and how scores would move. */
  static void judgement(JsonGenerator out, Judgement judgement) throws IOException {
    out.writeStartObject();
    gates(out, "gates", judgement.gates());
    if (!judgement.map().isNone()) map(out, judgement.map());
    out.writeEndObject();
  }

  private static void map(JsonGenerator out, ScoreMap map) throws IOException {
    out.writeObjectFieldStart("map");
    out.writeStringField("scale", map.scale());
    numbers(out, "from", map.from());
    numbers(out, "to", map.to());
    out.writeEndObject();
  }

  private static void numbers(JsonGenerator out, String name, List<Double> values)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (double value : values) out.writeNumber(Math.rint(value * 1e9) / 1e9);
    out.writeEndArray();
  }

  private static void gates(JsonGenerator out, GateReport report) throws IOException {
    out.writeStartObject();
    out.writeStringField("challenger", report.challenger());
    out.writeStringField("champion", report.champion());
    Json.time(out, "judged_at", report.judgedAt());
    out.writeArrayFieldStart("results");
    for (var result : report.results()) gate(out, result);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void gate(JsonGenerator out, GateResult result) throws IOException {
    out.writeStartObject();
    out.writeStringField("gate", name(result.gate()));
    out.writeStringField("ruling", name(result.ruling()));
    if (Double.isFinite(result.figure())) Json.number(out, "figure", result.figure());
    if (Double.isFinite(result.limit())) Json.number(out, "limit", result.limit());
    out.writeStringField("says", result.says());
    out.writeEndObject();
  }

  /** What happened, the oldest first. */
  static void history(JsonGenerator out, List<Recorded> events) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("events");
    for (var event : events) event(out, event);
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void event(JsonGenerator out, Recorded recorded) throws IOException {
    RegistryEvent event = recorded.event();
    out.writeStartObject();
    out.writeNumberField("revision", recorded.revision());
    out.writeStringField("version", event.version());
    stepFields(out, event.step());
    switch (event) {
      case ModelRegistered e -> {
        out.writeStringField("event", "registered");
        out.writeStringField("sha256", e.sha256());
      }
      case ShadowStarted e -> {
        out.writeStringField("event", "shadow");
        if (e.shop().isPresent()) Json.time(out, "shop_time", e.shop().get());
        if (e.gates().isPresent()) gates(out, "gates", e.gates().get());
      }
      case CanaryStarted e -> {
        out.writeStringField("event", "canary");
        out.writeStringField("to", e.slice().toString());
        if (e.shop().isPresent()) Json.time(out, "shop_time", e.shop().get());
        judged(out, e.waived(), e.gates());
      }
      case ModelPromoted e -> {
        out.writeStringField("event", "promoted");
        out.writeStringField("from", e.previous());
        judged(out, e.waived(), e.gates());
      }
      case ModelRejected e -> {
        out.writeStringField("event", "rejected");
        gates(out, "gates", e.gates());
      }
      case ModelRolledBack e -> {
        out.writeStringField("event", "rolled_back");
        out.writeStringField("to", e.to());
        if (e.gates().isPresent()) gates(out, "gates", e.gates().get());
      }
      case ModelRetired e -> out.writeStringField("event", "retired");
    }
    out.writeEndObject();
  }

  private static void judged(JsonGenerator out, boolean waived, GateReport gates)
      throws IOException {
    out.writeBooleanField("waived", waived);
    gates(out, "gates", gates);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private ModelJson() {}
}
