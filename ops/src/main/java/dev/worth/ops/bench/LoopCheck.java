// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.core.promotion.Slice;
import dev.worth.core.scoring.Baseline;
import dev.worth.ops.wire.EngineClient;
import dev.worth.protocol.CustomerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what an engine says of its models against itself, its answers, and its folder. */
final class LoopCheck {
  private static final int CUSTOMERS = 200;

  /**
   * What was under way when the kill came.
   *
   * @param events of the history: one of them is there, if it came to that
   */
  record Step(Set<String> events, String version) {
    static final Step TRAINED = new Step("trained", "");

    Step(String event, String version) {
      this(Set.of(event), version);
    }

    /** A version under way goes on, or out. */
    static Step walked(String version) {
      return new Step(Set.of("canary", "promoted", "rejected", "rolled_back"), version);
    }

    boolean isTraining() {
      return events.contains("trained");
    }
  }

  /** What is known at a moment. */
  record Known(JsonNode models, List<JsonNode> history) {
    String champion() {
      return models.path("aliases").path("champion").asText();
    }

    /** The version under way, if there is one. */
    Optional<JsonNode> rollout() {
      return Optional.of(models.path("rollout")).filter(JsonNode::isObject);
    }

    /** Whether every node has what the registry says, which takes it a moment. */
    boolean isFollowed() {
      var nodes = models.path("nodes");
      for (JsonNode node : nodes)
        if (node.path("revision").asLong() < models.path("revision").asLong()) return false;
      return !nodes.isEmpty();
    }

    Optional<JsonNode> canary() {
      return Optional.of(models.path("canary")).filter(JsonNode::isObject);
    }
  }

  private final EngineClient client;
  private final Path data;
  private final List<String> contradictions = new ArrayList<>();

  LoopCheck(EngineClient client, Path data) {
    this.client = client;
    this.data = data;
  }

  List<String> contradictions() {
    return contradictions;
  }

  Known look() {
    var events = new ArrayList<JsonNode>();
    client.get("/v1/models/history?limit=1000").path("events").forEach(events::add);
    return new Known(client.get("/v1/models"), events);
  }

  /** What became of the step, in words. */
  String against(Known before, Step step, boolean isAcknowledged, int trainings) {
    int known = contradictions.size();
    Known after = look();
    history(before, after, step, isAcknowledged);
    champion(after);
    seats(after);
    bundles(after);
    answers(after);
    trainings(trainings);
    int found = contradictions.size() - known;
    return "%s, champion %s, revision %d, %s"
        .formatted(
            became(before, after),
            after.champion(),
            after.history().size(),
            found == 0 ? "consistent" : found + " contradictions");
  }

  private static String became(Known before, Known after) {
    var fresh = after.history().subList(before.history().size(), after.history().size());
    if (fresh.isEmpty()) return "nothing happened";
    var words =
        fresh.stream().map(e -> e.path("event").asText() + " " + e.path("version").asText());
    return String.join(", ", words.toList());
  }

  /** Nothing of the past changed, an answer is kept, and at most the step was added. */
  private void history(Known before, Known after, Step step, boolean isAcknowledged) {
    int old = before.history().size();
    say(
        after.history().size() >= old && after.history().subList(0, old).equals(before.history()),
        "the history lost or changed events");
    for (int i = 0; i < after.history().size(); i++)
      say(after.history().get(i).path("revision").asInt() == i + 1, "the history has a gap");
    say(
        after.models().path("revision").asInt() == after.history().size(),
        "the registry is not at the revision of its history");
    if (step.isTraining()) return;
    var added = after.history().subList(old, after.history().size());
    say(added.size() <= 1 && added.stream().allMatch(e -> is(e, step)), "more than was asked for");
    say(!isAcknowledged || added.size() == 1, "what was answered is not there");
  }

  private static boolean is(JsonNode event, Step step) {
    return step.events().contains(event.path("event").asText())
        && event.path("version").asText().equals(step.version());
  }

  /** The one the history leads to, and only that one is at that stage. */
  private void champion(Known known) {
    String champion = Baseline.VERSION;
    for (JsonNode event : known.history()) {
      String version = event.path("version").asText();
      if (event.path("event").asText().equals("promoted")) champion = version;
      if (event.path("event").asText().equals("rolled_back") && version.equals(champion))
        champion = event.path("to").asText();
    }
    say(known.champion().equals(champion), "the champion is not the one of the history");
    var staged = new HashSet<String>();
    for (JsonNode model : known.models().path("models"))
      if (model.path("stage").asText().equals("champion"))
        staged.add(model.path("version").asText());
    say(staged.equals(Set.of(champion)), "at the stage of the champion: " + staged);
  }

  private void seats(Known known) {
    say(known.models().path("in_use").asText().equals(known.champion()), "another one answers");
    for (JsonNode node : known.models().path("nodes")) {
      say(node.path("in_use").asText().equals(known.champion()), "a node answers by another one");
      say(!node.has("problem"), "a node has a problem: " + node.path("problem").asText());
    }
  }

  private void bundles(Known known) {
    for (JsonNode model : known.models().path("models")) {
      String version = model.path("version").asText();
      say(
          Files.exists(data.resolve("models").resolve(version + ".zip")),
          version + " is registered and has no bundle");
      say(model.has("family"), version + "'s bundle cannot be read");
    }
  }

  /** Everybody is answered by the champion, and those of the canary by it. */
  private void answers(Known known) {
    for (int i = 0; i < CUSTOMERS; i++) {
      var customer = new CustomerId("c-" + i);
      String told =
          client
              .get("/v1/customers/" + customer.value() + "/score?as_of=2025-06-01T00:00:00Z")
              .path("model_version")
              .asText();
      say(told.equals(expected(known, customer)), customer.value() + " is answered by " + told);
    }
  }

  private static String expected(Known known, CustomerId customer) {
    return known
        .canary()
        .filter(c -> covers(c, customer))
        .map(c -> c.path("version").asText())
        .orElse(known.champion());
  }

  private static boolean covers(JsonNode canary, CustomerId customer) {
    return Slice.of(canary.path("to").asText()).covers(customer, canary.path("version").asText());
  }

  private void trainings(int wanted) {
    JsonNode state = client.get("/v1/training");
    say(!state.has("running"), "a training does not end");
    var numbers = new HashSet<Integer>();
    for (JsonNode ended : state.path("trainings")) {
      say(numbers.add(ended.path("number").asInt()), "a training ended twice");
      say(ended.path("finished").asBoolean(), "a training failed: " + ended.path("says").asText());
    }
    say(numbers.size() == wanted, numbers.size() + " trainings ended, not " + wanted);
  }

  private void say(boolean isFine, String otherwise) {
    if (!isFine) contradictions.add(otherwise);
  }
}
