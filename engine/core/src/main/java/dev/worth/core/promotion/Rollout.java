// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static dev.worth.core.promotion.RegistryDecision.accept;

import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.promotion.RegistryCommand.GoOn;
import dev.worth.core.promotion.RegistryCommand.SetOut;
import dev.worth.core.promotion.RegistryEvent.CanaryStarted;
import dev.worth.core.promotion.RegistryEvent.ModelRejected;
import dev.worth.core.promotion.RegistryEvent.ModelRolledBack;
import dev.worth.core.promotion.RegistryEvent.ShadowStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way of a version that nobody commands: into the shadow, to some customers, to everybody, each
 * step after its time and its gates; or out, as soon as one of them stops it. One at a time: who
 * sets out takes the place of who is under way. A seat that a person gave to another is waited for.
 */
public final class Rollout {
  /** The first step of a version that the gates have let pass. */
  static List<RegistryEvent> setOut(RegistryState state, SetOut c) {
    var events = new ArrayList<RegistryEvent>();
    state.walk().filter(Walk::isCanary).ifPresent(old -> events.add(replaced(state, c, old)));
    var next = state.isBaseline() ? ModelStage.CHAMPION : c.plan().after(ModelStage.REGISTERED);
    boolean isTaken = next == ModelStage.CANARY && isTaken(state, c.version());
    events.add(
        switch (isTaken ? ModelStage.SHADOW : next) {
          case SHADOW -> new ShadowStarted(c.step(), c.version(), c.now(), c.gates());
          case CANARY -> canary(c.step(), c.version(), c.plan(), c.gates(), c.now());
          default -> RegistryDecider.promoted(state, c.step(), c.version(), c.gates(), c.map());
        });
    return events;
  }

  private static RegistryEvent replaced(RegistryState state, SetOut c, Walk old) {
    var step = step(c.step(), "replaced by " + c.version());
    return new ModelRolledBack(step, old.version(), state.champion());
  }

  /** The next step of the version under way, if it is time, or its end. */
  static RegistryDecision goOn(RegistryState state, GoOn c) {
    if (!state.walk().equals(Optional.of(c.walk()))) return accept();
    if (isStopped(c.gates())) return accept(out(state, c));
    boolean isReady = c.walk().isOver(c.plan(), c.now()) && isJudged(c.gates());
    if (!isReady || isHeldUp(state, c.plan())) return accept();
    var step = step(c.step(), passed(c));
    return accept(
        c.plan().after(c.walk().stage()) == ModelStage.CANARY
            ? canary(step, c.walk().version(), c.plan(), c.gates(), c.now())
            : RegistryDecider.promoted(state, step, c.walk().version(), c.gates(), c.map()));
  }

  private static RegistryEvent out(RegistryState state, GoOn c) {
    var step = step(c.step(), "stopped by " + words(c.gates(), Ruling.STOPPED));
    String version = c.walk().version();
    return c.walk().isCanary()
        ? new ModelRolledBack(step, version, state.champion(), Optional.of(c.gates()))
        : new ModelRejected(step, version, c.gates());
  }

  private static CanaryStarted canary(
      Step step, String version, RolloutPlan plan, GateReport gates, Instant now) {
    return new CanaryStarted(step, version, plan.slice(), gates, false, Optional.of(now));
  }

  private static boolean isStopped(GateReport gates) {
    return gates.results().stream().anyMatch(result -> result.ruling() == Ruling.STOPPED);
  }

  private static boolean isJudged(GateReport gates) {
    return gates.against(Allowance.NOTHING).isEmpty();
  }

  private static String passed(GoOn c) {
    String where = c.walk().isCanary() ? "as canary" : "in the shadow";
    String live =
        c.gates().results().stream()
            .filter(result -> result.gate().isLive())
            .map(GateResult::says)
            .distinct()
            .collect(Collectors.joining("; "));
    return "passed every gate after %s %s: %s"
        .formatted(c.plan().at(c.walk().stage()), where, live);
  }

  private static String words(GateReport gates, Ruling ruling) {
    return GateReport.words(
        gates.results().stream().filter(result -> result.ruling() == ruling).toList());
  }

  private static Step step(Step asked, String why) {
    return new Step(asked.at(), asked.by(), Step.shortened(why));
  }

  /** Whether the version under way has to wait for a seat that a person gave to another. */
  public static boolean isHeldUp(RegistryState state, RolloutPlan plan) {
    return state
        .walk()
        .filter(walk -> plan.after(walk.stage()) == ModelStage.CANARY)
        .filter(walk -> isTaken(state, walk.version()))
        .isPresent();
  }

  private static boolean isTaken(RegistryState state, String version) {
    var others = state.canary().map(Canary::version).filter(other -> !other.equals(version));
    return others.isPresent() && !others.equals(state.walk().map(Walk::version));
  }

  /**
   * What the version under way waits for, in words; empty where none is under way.
   *
   * @param now the shop's time
   * @param last what the gates said last, if they have already judged in vain
   */
  public static Optional<String> waitsFor(
      RegistryState state, RolloutPlan plan, Instant now, Optional<GateReport> last) {
    return state.walk().map(walk -> waitsFor(state, walk, plan, now, last));
  }

  private static String waitsFor(
      RegistryState state, Walk walk, RolloutPlan plan, Instant now, Optional<GateReport> last) {
    if (!walk.isOver(plan, now))
      return "the shop's time %s; it is %s".formatted(walk.until(plan), now);
    if (isHeldUp(state, plan))
      return "the end of the canary " + state.canary().map(Canary::version).orElse("");
    return last.map(report -> GateReport.words(report.against(Allowance.NOTHING)))
        .filter(words -> !words.isEmpty())
        .orElse("the word of the gates");
  }

  private Rollout() {}
}
