// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.promotion.RegistryCommand.GoOn;
import dev.worth.core.promotion.RegistryCommand.Promote;
import dev.worth.core.promotion.RegistryCommand.Register;
import dev.worth.core.promotion.RegistryCommand.RollBack;
import dev.worth.core.promotion.RegistryCommand.SetOut;
import dev.worth.core.promotion.RegistryCommand.Shadow;
import dev.worth.core.promotion.RegistryCommand.StartCanary;
import dev.worth.core.promotion.RegistryDecision.Refused;
import dev.worth.core.promotion.RegistryEvent.ModelRolledBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way of a version by itself: only the rules. */
class RolloutTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final RolloutPlan PLAN = plan(1, 2);
  private final List<RegistryEvent> events = new ArrayList<>();
  private RegistryState state = RegistryState.EMPTY;

  @Test
  void a_version_goes_from_step_to_step_when_its_time_is_over_and_not_before() {
    champion("m-1");
    setOut("m-2", 0, PLAN);
    assertThat(state.walk()).contains(new Walk("m-2", ModelStage.SHADOW, day(0)));
    assertThat(state.shadow()).contains("m-2");
    assertThat(goOn(0.9, good())).isEmpty();
    goOn(1, good());
    assertThat(state.walk()).contains(new Walk("m-2", ModelStage.CANARY, day(1)));
    assertThat(state.canary()).contains(new Canary("m-2", PLAN.slice()));
    assertThat(goOn(2.9, good())).isEmpty();
    goOn(3, good());
    assertThat(state.champion()).isEqualTo("m-2");
    assertThat(state.walk()).isEmpty();
    assertThat(events.getLast().step().why()).contains("PT48H as canary");
  }

  @Test
  void the_first_version_of_a_shop_answers_at_once() {
    register("m-1");
    setOut("m-1", 0, PLAN);
    assertThat(state.champion()).isEqualTo("m-1");
    assertThat(state.walk()).isEmpty();
  }

  @Test
  void a_step_of_no_time_is_left_out() {
    champion("m-1");
    setOut("m-2", 0, plan(0, 2));
    assertThat(stage("m-2")).isEqualTo(ModelStage.CANARY);
    setOut("m-3", 1, plan(1, 0));
    assertThat(stage("m-3")).isEqualTo(ModelStage.SHADOW);
    goOn(2, good(), plan(1, 0));
    assertThat(state.champion()).isEqualTo("m-3");
    setOut("m-4", 3, RolloutPlan.AT_ONCE);
    assertThat(state.champion()).isEqualTo("m-4");
    assertThatThrownBy(() -> plan(-1, 2)).hasMessageContaining("no time below 0");
  }

  @Test
  void what_a_gate_stops_before_it_sets_out_is_rejected_and_who_is_under_way_goes_on() {
    champion("m-1");
    setOut("m-2", 0, PLAN);
    register("m-3");
    var stopped = report(Gate.BIAS, Ruling.STOPPED);
    var decision = decide(setOutOf("m-3", 0, PLAN, stopped));
    assertThat(decision).isInstanceOf(Refused.class);
    assertThat(stage("m-3")).isEqualTo(ModelStage.REJECTED);
    assertThat(state.walk().map(Walk::version)).contains("m-2");
  }

  @Test
  void a_gate_stops_a_shadow_before_its_time_is_over_and_nobody_was_answered() {
    champion("m-1");
    setOut("m-2", 0, PLAN);
    goOn(0.1, report(Gate.STAND_INS, Ruling.STOPPED));
    assertThat(stage("m-2")).isEqualTo(ModelStage.REJECTED);
    assertThat(events.getLast().step().why()).isEqualTo("stopped by stand_ins: as measured");
    assertThat(state.shadow()).isEmpty();
    assertThat(state.walk()).isEmpty();
  }

  @Test
  void a_canary_that_a_gate_stops_is_rolled_back_with_the_report() {
    champion("m-1");
    setOut("m-2", 0, plan(0, 2));
    goOn(0.1, report(Gate.LIVE_ACTION, Ruling.STOPPED));
    assertThat(stage("m-2")).isEqualTo(ModelStage.ROLLED_BACK);
    assertThat(state.canary()).isEmpty();
    assertThat(state.champion()).isEqualTo("m-1");
    assertThat(((ModelRolledBack) events.getLast()).gates()).isPresent();
    assertThat(state.model("m-2").orElseThrow().gates().orElseThrow().against(Allowance.NOTHING))
        .extracting(GateResult::gate)
        .containsExactly(Gate.LIVE_ACTION);
  }

  @Test
  void a_gate_that_could_not_judge_is_waited_for_and_a_live_one_is_not() {
    champion("m-1");
    setOut("m-2", 0, PLAN);
    var unjudged = report(Gate.BIAS, Ruling.NOT_JUDGED);
    assertThat(goOn(1, unjudged)).isEmpty();
    assertThat(Rollout.waitsFor(state, PLAN, day(1), Optional.of(unjudged)))
        .contains("bias: as measured");
    goOn(2, report(Gate.STAND_INS, Ruling.NOT_JUDGED));
    assertThat(stage("m-2")).isEqualTo(ModelStage.CANARY);
  }

  @Test
  void a_newer_version_takes_the_place_of_who_is_under_way() {
    champion("m-1");
    setOut("m-2", 0, PLAN);
    setOut("m-3", 0.5, PLAN);
    assertThat(stage("m-2")).isEqualTo(ModelStage.REGISTERED);
    assertThat(state.walk()).contains(new Walk("m-3", ModelStage.SHADOW, day(0.5)));
    goOn(2, good());
    setOut("m-4", 2, PLAN);
    assertThat(stage("m-3")).isEqualTo(ModelStage.ROLLED_BACK);
    assertThat(state.canary()).isEmpty();
    assertThat(state.model("m-3").orElseThrow().since().why()).isEqualTo("replaced by m-4");
    assertThat(state.walk().map(Walk::version)).contains("m-4");
  }

  @Test
  void handed_over_or_judged_twice_it_takes_each_step_once() {
    champion("m-1");
    setOut("m-2", 0, PLAN);
    assertThat(decide(setOutOf("m-2", 1, PLAN, good())).events()).isEmpty();
    var walk = state.walk().orElseThrow();
    decide(goOnFrom(walk, 1, good(), PLAN));
    assertThat(decide(goOnFrom(walk, 1, good(), PLAN)).events()).isEmpty();
    assertThat(decide(goOnFrom(walk, 1, report(Gate.BIAS, Ruling.STOPPED), PLAN)).events())
        .isEmpty();
    assertThat(stage("m-2")).isEqualTo(ModelStage.CANARY);
  }

  @Test
  void whoever_commands_the_version_under_way_takes_over() {
    champion("m-1");
    setOut("m-2", 0, plan(0, 2));
    decide(new StartCanary(step(), "m-2", Slice.of("30%"), good(), Allowance.NOTHING));
    assertThat(state.canary()).contains(new Canary("m-2", Slice.of("30%")));
    assertThat(state.walk()).isEmpty();
    decide(new RollBack(step(), ""));
    setOut("m-3", 0, PLAN);
    decide(new Promote(step(), "m-3", good(), Allowance.NOTHING, ScoreMap.NONE));
    assertThat(state.champion()).isEqualTo("m-3");
    assertThat(state.walk()).isEmpty();
  }

  @Test
  void whoever_gives_its_seat_away_or_changes_the_champion_takes_over() {
    champion("m-1");
    setOut("m-2", 0, PLAN);
    register("m-3");
    decide(new Shadow(step(), "m-3"));
    assertThat(state.walk()).isEmpty();
    assertThat(stage("m-2")).isEqualTo(ModelStage.REGISTERED);
    setOut("m-4", 0, plan(0, 2));
    decide(new RollBack(step(), "m-1"));
    assertThat(state.walk()).isEmpty();
    assertThat(state.canary()).isEmpty();
    assertThat(stage("m-4")).isEqualTo(ModelStage.REGISTERED);
  }

  @Test
  void a_canary_that_a_person_started_is_waited_for() {
    champion("m-1");
    register("m-9");
    decide(new StartCanary(step(), "m-9", Slice.of("5%"), good(), Allowance.NOTHING));
    setOut("m-2", 0, plan(0, 2));
    assertThat(stage("m-2")).isEqualTo(ModelStage.SHADOW);
    assertThat(goOn(1, good(), plan(0, 2))).isEmpty();
    assertThat(Rollout.waitsFor(state, plan(0, 2), day(1), Optional.empty()))
        .contains("the end of the canary m-9");
    decide(new RollBack(step(), "m-9"));
    goOn(1, good(), plan(0, 2));
    assertThat(stage("m-2")).isEqualTo(ModelStage.CANARY);
  }

  @Test
  void what_is_waited_for_is_told_in_words() {
    champion("m-1");
    assertThat(Rollout.waitsFor(state, PLAN, day(0), Optional.empty())).isEmpty();
    setOut("m-2", 0, PLAN);
    assertThat(Rollout.waitsFor(state, PLAN, day(0.5), Optional.empty()))
        .contains("the shop's time 2026-03-02T12:00:00Z; it is 2026-03-02T00:00:00Z");
    assertThat(Rollout.waitsFor(state, PLAN, day(1), Optional.empty()))
        .contains("the word of the gates");
  }

  private void champion(String version) {
    register(version);
    decide(new Promote(step(), version, good(), Allowance.NOTHING, ScoreMap.NONE));
  }

  private void register(String version) {
    decide(new Register(step(), version, "sum-" + version));
  }

  private void setOut(String version, double day, RolloutPlan plan) {
    register(version);
    decide(setOutOf(version, day, plan, good()));
  }

  private static SetOut setOutOf(String version, double day, RolloutPlan plan, GateReport gates) {
    return new SetOut(step(), version, day(day), plan, gates, ScoreMap.NONE);
  }

  private List<RegistryEvent> goOn(double day, GateReport gates) {
    return goOn(day, gates, PLAN);
  }

  private List<RegistryEvent> goOn(double day, GateReport gates, RolloutPlan plan) {
    return decide(goOnFrom(state.walk().orElseThrow(), day, gates, plan)).events();
  }

  private static GoOn goOnFrom(Walk walk, double day, GateReport gates, RolloutPlan plan) {
    return new GoOn(step(), walk, day(day), plan, gates, ScoreMap.NONE);
  }

  private RegistryDecision decide(RegistryCommand command) {
    var decision = RegistryDecider.decide(state, command);
    decision.events().forEach(event -> state = state.evolve(event));
    events.addAll(decision.events());
    return decision;
  }

  private ModelStage stage(String version) {
    return state.model(version).orElseThrow().stage();
  }

  private static Step step() {
    return new Step(NOW, "test", "");
  }

  private static Instant day(double day) {
    return NOW.plusSeconds(Math.round(day * 86_400));
  }

  private static RolloutPlan plan(long shadow, long canary) {
    return new RolloutPlan(Duration.ofDays(shadow), Duration.ofDays(canary), Slice.of("10%"));
  }

  private static GateReport good() {
    return report(Gate.BIAS, Ruling.PASSED);
  }

  private static GateReport report(Gate gate, Ruling ruling) {
    return new GateReport(
        "m", "c", NOW, List.of(new GateResult(gate, ruling, 0.1, 0.2, "as measured")));
  }
}
