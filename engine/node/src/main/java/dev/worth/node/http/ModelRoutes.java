// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.GateResult;
import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryDecision.Refused;
import dev.worth.core.promotion.RegistryState;
import dev.worth.core.promotion.Step;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.ModelCard;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.registry.ModelRegistry;
import dev.worth.node.registry.ModelRegistry.Outcome;
import dev.worth.node.rollout.Walker;
import dev.worth.protocol.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Model versions: which there are, new ones, and who answers. */
final class ModelRoutes {
  private static final String JSON = "application/json";
  private static final int LONGEST_STEP = 10_000;
  private static final int LONGEST_HISTORY = 1_000;
  private static final List<String> STEP = List.of("by", "reason");
  private static final List<String> FORCED = List.of("by", "reason", "force");
  private static final List<String> SLICED = List.of("by", "reason", "force", "to");

  private final ModelRegistry registry;
  private final ModelSlot slot;
  private final Walker walker;
  private final Bodies bodies;

  ModelRoutes(ModelRegistry registry, ModelSlot slot, Walker walker, Bodies bodies) {
    this.registry = registry;
    this.slot = slot;
    this.walker = walker;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/models", this::list).taking(),
        Route.post("/v1/models", this::register).consuming("application/zip").taking("promote"),
        Route.get("/v1/models/history", this::history).taking("from", "limit"),
        Route.post("/v1/models/rollback", x -> step(x, STEP, (v, s) -> back("", s)))
            .consuming(JSON)
            .taking(),
        Route.get("/v1/models/{version}", this::show).taking(),
        Route.get("/v1/models/{version}/gates", this::gates).taking(),
        changing("promote", FORCED, this::promote),
        changing("canary", SLICED, this::canary),
        changing("shadow", STEP, (v, s) -> registry.shadow(v, s.step(Instant.now()))),
        changing("retire", STEP, (v, s) -> registry.retire(v, s.step(Instant.now()))),
        changing("rollback", STEP, this::back));
  }

  private Route changing(
      String what, List<String> known, BiFunction<String, Steps, CompletionStage<Outcome>> change) {
    return Route.post("/v1/models/{version}/" + what, x -> step(x, known, change))
        .consuming(JSON)
        .taking();
  }

  private CompletionStage<Outcome> promote(String version, Steps steps) {
    return registry.promote(version, steps.step(Instant.now()), steps.allowance());
  }

  private CompletionStage<Outcome> canary(String version, Steps steps) {
    return registry.canary(version, steps.slice(), steps.step(Instant.now()), steps.allowance());
  }

  private CompletionStage<Outcome> back(String version, Steps steps) {
    return registry.rollBack(version, steps.step(Instant.now()));
  }

  private CompletionStage<HttpResponse> step(
      Exchange x, List<String> known, BiFunction<String, Steps, CompletionStage<Outcome>> change) {
    return bodies
        .read(x.request(), LONGEST_STEP)
        .thenApply(body -> Steps.read(body, known))
        .thenCompose(
            steps ->
                x.named().isEmpty()
                    ? change.apply("", steps)
                    : named(x).thenCompose(version -> change.apply(version, steps)))
        .thenCompose(this::changed);
  }

  /** The version that the path names, by itself or by an alias. */
  private CompletionStage<String> named(Exchange x) {
    String name = x.named().get(0);
    return registry.look().thenApply(known -> known(known.state(), name));
  }

  private static String known(RegistryState state, String name) {
    return state
        .resolve(name)
        .filter(v -> v.equals(Baseline.VERSION) || state.model(v).isPresent())
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemKind.NOT_FOUND, "no model of that version: GET /v1/models lists them"));
  }

  private CompletionStage<HttpResponse> changed(Outcome outcome) {
    return listed(accepted(outcome));
  }

  private static Outcome accepted(Outcome outcome) {
    return switch (outcome.decision()) {
      case RegistryDecision.Accepted yes -> outcome;
      case Refused no -> throw refused(no);
    };
  }

  private static ProblemException refused(Refused no) {
    var errors = no.stopped().stream().map(ModelRoutes::error).toList();
    return new ProblemException(kind(no).because(no.says(), errors));
  }

  private static Problem.FieldError error(GateResult gate) {
    String name = gate.gate().name().toLowerCase(Locale.ROOT);
    return new Problem.FieldError("/gates/" + name, gate.says());
  }

  private static ProblemKind kind(Refused no) {
    return switch (no.reason()) {
      case UNKNOWN -> ProblemKind.NOT_FOUND;
      case VERSION_TAKEN -> ProblemKind.BUNDLE_REFUSED;
      case WRONG_STAGE -> ProblemKind.CONFLICT;
      case GATES -> ProblemKind.GATES_NOT_PASSED;
      case NO_REASON -> ProblemKind.INVALID_REQUEST;
    };
  }

  private CompletionStage<HttpResponse> list(Exchange x) {
    return registry.look().thenCompose(this::listed);
  }

  private CompletionStage<HttpResponse> listed(Outcome known) {
    return registry
        .cards()
        .thenApply(
            cards -> {
              var byVersion =
                  cards.stream().collect(Collectors.toMap(ModelCard::version, Function.identity()));
              String inUse = slot.get().version();
              return Replies.json(
                  out ->
                      ModelJson.list(
                          out,
                          known,
                          byVersion,
                          inUse,
                          slot.shadow(),
                          walker.standing(known.state())));
            });
  }

  private CompletionStage<HttpResponse> show(Exchange x) {
    return registry
        .look()
        .thenCompose(
            known -> {
              String version = known(known.state(), x.named().get(0));
              return registry.card(version).thenApply(card -> show(200, known, version, card));
            });
  }

  private HttpResponse show(int status, Outcome known, String version, Optional<ModelCard> card) {
    var model =
        known
            .state()
            .model(version)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ProblemKind.NOT_FOUND,
                        "the baseline answers: it is no bundle and has no card"));
    String inUse = slot.get().version();
    var walk = walker.standing(known.state()).filter(one -> one.walk().version().equals(version));
    return Replies.json(status, out -> ModelJson.model(out, model, card, inUse, true, walk));
  }

  private CompletionStage<HttpResponse> register(Exchange x) {
    boolean promote = x.flag("promote");
    return bodies
        .read(x.request(), HttpSettings.LARGEST_BUNDLE)
        .thenCompose(zip -> registry.register(zip.toArrayUnsafe(), step("sent over HTTP")))
        .thenCompose(
            known -> {
              accepted(known.outcome());
              return promote ? promoted(known.version()) : shown(known.version(), known.outcome());
            });
  }

  private CompletionStage<HttpResponse> promoted(String version) {
    return registry
        .promote(version, step("promote=true"), Allowance.NOT_JUDGED)
        .thenCompose(known -> shown(version, accepted(known)));
  }

  private CompletionStage<HttpResponse> shown(String version, Outcome known) {
    return registry.card(version).thenApply(card -> show(201, known, version, card));
  }

  private CompletionStage<HttpResponse> gates(Exchange x) {
    return named(x)
        .thenCompose(registry::judge)
        .thenApply(judged -> Replies.json(out -> ModelJson.judgement(out, judged)));
  }

  private CompletionStage<HttpResponse> history(Exchange x) {
    long from = x.whole("from", 1, 1, Long.MAX_VALUE);
    int limit = (int) x.whole("limit", LONGEST_HISTORY, 1, LONGEST_HISTORY);
    return registry
        .history(from, limit)
        .thenApply(events -> Replies.json(out -> ModelJson.history(out, events)));
  }

  private static Step step(String why) {
    return new Step(Instant.now(), "api", why);
  }
}
