// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Model versions for people. */
final class ModelsText {
  static String list(JsonNode all) {
    var lines = new ArrayList<String>();
    lines.add("in use: " + all.path("in_use").asText());
    all.path("aliases")
        .properties()
        .forEach(alias -> lines.add(alias.getKey() + ": " + alias.getValue().asText()));
    if (all.has("canary"))
      lines.add("canary answers " + all.at("/canary/to").asText() + " of the customers");
    if (all.has("rollout")) lines.add(rollout(all.get("rollout")));
    if (all.has("switch_ms"))
      lines.add("every node switched after %.1f ms".formatted(all.get("switch_ms").asDouble()));
    for (var node : all.path("nodes"))
      if (node.has("problem"))
        lines.add(node.path("node").asText() + ": " + node.path("problem").asText());
    for (var model : all.path("models")) lines.add(line(model));
    return String.join("\n", lines);
  }

  private static String rollout(JsonNode one) {
    return "on its way: %s, %s since %s, %d answers; waits for %s"
        .formatted(
            one.path("version").asText(),
            one.path("stage").asText(),
            one.path("since").asText(),
            one.at("/answered/answers").asLong(),
            one.path("waits_for").asText());
  }

  private static String line(JsonNode model) {
    return "%-28s %-11s since %s by %s %s"
        .formatted(
            model.path("version").asText(),
            model.path("stage").asText(),
            model.at("/since/at").asText(),
            model.at("/since/by").asText(),
            model.at("/since/reason").asText())
        .strip();
  }

  static String show(JsonNode model) {
    var lines = new ArrayList<String>();
    lines.add(line(model));
    for (String name : List.of("family", "trained_at", "data_from", "data_to", "customers"))
      lines.add(name + ": " + model.path(name).asText());
    figures(lines, model.path("settings"));
    figures(lines, model.path("metrics"));
    if (model.has("rollout")) lines.add(rollout(model.get("rollout")));
    if (model.has("gates")) gates(lines, model.get("gates"));
    return String.join("\n", lines);
  }

  private static void figures(List<String> lines, JsonNode figures) {
    figures
        .properties()
        .forEach(one -> lines.add("  " + one.getKey() + " = " + one.getValue().asText()));
  }

  private static void gates(List<String> lines, JsonNode gates) {
    lines.add(
        "gates beside %s at %s"
            .formatted(gates.path("champion").asText(), gates.path("judged_at").asText()));
    for (var gate : gates.path("results"))
      lines.add(
          "  %-15s %-10s %s"
              .formatted(
                  gate.path("gate").asText(),
                  gate.path("ruling").asText(),
                  gate.path("says").asText()));
  }

  static String diff(JsonNode both) {
    var lines = new ArrayList<String>();
    JsonNode one = both.path("version");
    JsonNode other = both.path("other");
    lines.add(one.path("version").asText() + " beside " + other.path("version").asText());
    for (String group : List.of("settings", "metrics"))
      differences(lines, one.path(group), other.path(group));
    gates(lines, both.at("/judgement/gates"));
    return String.join("\n", lines);
  }

  private static void differences(List<String> lines, JsonNode one, JsonNode other) {
    var names = new TreeSet<String>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String left = one.path(name).asText("-");
      String right = other.path(name).asText("-");
      if (!left.equals(right)) lines.add("  %s: %s, was %s".formatted(name, left, right));
    }
  }

  private ModelsText() {}
}
