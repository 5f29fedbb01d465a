// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static dev.worth.core.promotion.RegistryDecision.accept;
import static dev.worth.core.promotion.RegistryDecision.refuse;

import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.RegistryCommand.Adopt;
import dev.worth.core.promotion.RegistryCommand.GoOn;
import dev.worth.core.promotion.RegistryCommand.Promote;
import dev.worth.core.promotion.RegistryCommand.Register;
import dev.worth.core.promotion.RegistryCommand.Retire;
import dev.worth.core.promotion.RegistryCommand.RollBack;
import dev.worth.core.promotion.RegistryCommand.SetOut;
import dev.worth.core.promotion.RegistryCommand.Shadow;
import dev.worth.core.promotion.RegistryCommand.StartCanary;
import dev.worth.core.promotion.RegistryDecision.Refusal;
import dev.worth.core.promotion.RegistryDecision.Refused;
import dev.worth.core.promotion.RegistryEvent.CanaryStarted;
import dev.worth.core.promotion.RegistryEvent.ModelPromoted;
import dev.worth.core.promotion.RegistryEvent.ModelRegistered;
import dev.worth.core.promotion.RegistryEvent.ModelRejected;
import dev.worth.core.promotion.RegistryEvent.ModelRetired;
import dev.worth.core.promotion.RegistryEvent.ModelRolledBack;
import dev.worth.core.promotion.RegistryEvent.ShadowStarted;
import dev.worth.core.scoring.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What may be done with model versions, and what that leads to. Only the rules. */
public final class RegistryDecider {
  /** Words that mean something else than a version. */
  private static final List<String> RESERVED =
      List.of("champion", "challenger", "shadow", "history", "rollback", Baseline.VERSION);

  public static RegistryDecision decide(RegistryState state, RegistryCommand command) {
    return switch (command) {
      case Register c -> register(state, c);
      case Adopt c -> adopt(state, c);
      case Shadow c -> shadow(state, c);
      case StartCanary c -> canary(state, c);
      case Promote c -> promote(state, c);
      case RollBack c -> rollBack(state, c);
      case Retire c -> retire(state, c);
      case SetOut c -> setOut(state, c);
      case GoOn c -> Rollout.goOn(state, c);
    };
  }

  private static RegistryDecision register(RegistryState state, Register c) {
    if (RESERVED.contains(c.version()))
      return refuse(
          Refusal.VERSION_TAKEN,
          "'%s' means something else: give the bundle a version of its own".formatted(c.version()));
    var known = state.model(c.version());
    if (known.isEmpty()) return accept(new ModelRegistered(c.step(), c.version(), c.sha256()));
    return known.get().sha256().equals(c.sha256())
        ? accept()
        : refuse(
            Refusal.VERSION_TAKEN,
            c.version() + " is another bundle: give this one a version of its own");
  }

  private static RegistryDecision adopt(RegistryState state, Adopt c) {
    if (state.revision() > 0) return accept();
    var events = new ArrayList<RegistryEvent>();
    for (var bundle : new TreeMap<>(c.bundles()).entrySet())
      events.add(new ModelRegistered(c.step(), bundle.getKey(), bundle.getValue()));
    if (c.bundles().containsKey(c.champion())) events.add(adopted(state, c));
    return new RegistryDecision.Accepted(events);
  }

  private static ModelPromoted adopted(RegistryState state, Adopt c) {
    var gates = new GateReport(c.champion(), state.champion(), c.step().at(), List.of());
    return new ModelPromoted(c.step(), c.champion(), state.champion(), gates, true, ScoreMap.NONE);
  }

  private static RegistryDecision shadow(RegistryState state, Shadow c) {
    if (state.model(c.version()).isEmpty()) return unknown(c.version());
    if (state.champion().equals(c.version()))
      return refuse(
          Refusal.WRONG_STAGE, c.version() + " is the champion: it cannot be its own shadow");
    return state.shadow().filter(c.version()::equals).isPresent()
        ? accept()
        : accept(new ShadowStarted(c.step(), c.version()));
  }

  private static RegistryDecision canary(RegistryState state, StartCanary c) {
    if (state.model(c.version()).isEmpty()) return unknown(c.version());
    if (state.champion().equals(c.version()))
      return refuse(Refusal.WRONG_STAGE, c.version() + " answers everybody already");
    var asked = Optional.of(new Canary(c.version(), c.slice()));
    if (state.canary().equals(asked)) return accept();
    return stopped(state, c.step(), c.version(), c.gates(), c.allowance())
        .orElseGet(
            () ->
                accept(
                    new CanaryStarted(
                        c.step(), c.version(), c.slice(), c.gates(), isWaived(c.gates()))));
  }

  private static RegistryDecision promote(RegistryState state, Promote c) {
    if (c.version().equals(state.champion())) return accept();
    if (c.version().equals(Baseline.VERSION))
      return accept(promoted(state, c.step(), c.version(), c.gates(), c.map()));
    if (state.model(c.version()).isEmpty()) return unknown(c.version());
    return stopped(state, c.step(), c.version(), c.gates(), c.allowance())
        .orElseGet(() -> accept(promoted(state, c.step(), c.version(), c.gates(), c.map())));
  }

  static ModelPromoted promoted(
      RegistryState state, Step step, String version, GateReport gates, ScoreMap map) {
    var older = state.model(state.champion()).map(RegistryState.Model::map).orElse(ScoreMap.NONE);
    return new ModelPromoted(
        step, version, state.champion(), gates, isWaived(gates), map.then(older));
  }

  /** Whoever was handed over twice sets out once. */
  private static RegistryDecision setOut(RegistryState state, SetOut c) {
    var model = state.model(c.version());
    if (model.isEmpty()) return unknown(c.version());
    var stage = model.get().stage();
    if (stage != ModelStage.REGISTERED && stage != ModelStage.REJECTED) return accept();
    return stopped(state, c.step(), c.version(), c.gates(), Allowance.NOTHING)
        .orElseGet(() -> new RegistryDecision.Accepted(Rollout.setOut(state, c)));
  }

  private static boolean isWaived(GateReport gates) {
    return !gates.against(Allowance.NOTHING).isEmpty();
  }

  /**
   * The first model need not wait for outcomes, since what it replaces was made for no shop; where
   * there are enough, they judge it. A gate that was measured and not passed leaves a trace; one
   * that could not judge does not.
   */
  private static Optional<RegistryDecision> stopped(
      RegistryState state, Step step, String version, GateReport gates, Allowance asked) {
    boolean first = state.isBaseline() && asked == Allowance.NOTHING;
    var against = gates.against(first ? Allowance.NOT_JUDGED : asked);
    if (asked == Allowance.FORCED && step.why().isBlank())
      return Optional.of(
          refuse(Refusal.NO_REASON, "gates are passed over only for a reason: give one"));
    if (against.isEmpty()) return Optional.empty();
    List<RegistryEvent> trace =
        against.stream().anyMatch(r -> r.ruling() == GateResult.Ruling.STOPPED)
            ? List.of(new ModelRejected(step, version, gates))
            : List.of();
    return Optional.of(new Refused(Refusal.GATES, says(version, against), against, trace));
  }

  private static String says(String version, List<GateResult> against) {
    return "%s does not pass: %s. Train again, bring outcomes, or force it with a reason"
        .formatted(version, GateReport.words(against));
  }

  private static RegistryDecision rollBack(RegistryState state, RollBack c) {
    var canary = state.canary().map(Canary::version);
    String version = c.version().isEmpty() ? canary.orElse(state.champion()) : c.version();
    if (canary.filter(version::equals).isPresent())
      return accept(new ModelRolledBack(c.step(), version, state.champion()));
    if (!version.equals(state.champion()))
      return refuse(
          Refusal.WRONG_STAGE,
          version + " answers nobody: only the champion and the canary can be rolled back");
    if (state.isBaseline())
      return refuse(Refusal.WRONG_STAGE, "the baseline answers: there is nothing to roll back");
    String to = state.previous().isEmpty() ? Baseline.VERSION : state.previous().getLast();
    return accept(new ModelRolledBack(c.step(), version, to));
  }

  private static RegistryDecision retire(RegistryState state, Retire c) {
    var model = state.model(c.version());
    if (model.isEmpty()) return unknown(c.version());
    if (state.champion().equals(c.version()))
      return refuse(
          Refusal.WRONG_STAGE,
          c.version() + " is the champion: promote another first, or roll it back");
    return model.get().stage() == ModelStage.RETIRED
        ? accept()
        : accept(new ModelRetired(c.step(), c.version()));
  }

  private static RegistryDecision unknown(String version) {
    return refuse(Refusal.UNKNOWN, "no model '" + version + "' is registered");
  }

  private RegistryDecider() {}
}
