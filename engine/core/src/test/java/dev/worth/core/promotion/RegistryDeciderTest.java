// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.promotion.GateReport.Allowance;
import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.promotion.RegistryDecision.Accepted;
import dev.worth.core.promotion.RegistryDecision.Refusal;
import dev.worth.core.promotion.RegistryDecision.Refused;
import dev.worth.core.promotion.RegistryEvent.ModelRejected;
import dev.worth.core.scoring.Baseline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryDeciderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private RegistryState state = RegistryState.EMPTY;
  private int steps;

  @Test
  void a_version_goes_from_shadow_over_canary_to_champion_and_the_old_one_retires() {
    champion("m-1");
    register("m-2");
    does(new RegistryCommand.Shadow(step(), "m-2"));
    assertThat(state.shadow()).contains("m-2");
    does(new RegistryCommand.StartCanary(step(), "m-2", Slice.of("5%"), good(), Allowance.NOTHING));
    assertThat(state.canary()).contains(new Canary("m-2", Slice.of("5%")));
    assertThat(state.shadow()).isEmpty();
    assertThat(state.resolve("challenger")).contains("m-2");
    does(promote("m-2", good(), Allowance.NOTHING));
    assertThat(state.champion()).isEqualTo("m-2");
    assertThat(state.canary()).isEmpty();
    assertThat(stage("m-1")).isEqualTo(ModelStage.RETIRED);
    assertThat(state.model("m-2").orElseThrow().gates()).isPresent();
  }

  @Test
  void rolling_back_goes_back_step_by_step_to_the_baseline() {
    champion("m-1");
    champion("m-2");
    does(new RegistryCommand.RollBack(step(), ""));
    assertThat(state.champion()).isEqualTo("m-1");
    assertThat(stage("m-2")).isEqualTo(ModelStage.ROLLED_BACK);
    assertThat(stage("m-1")).isEqualTo(ModelStage.CHAMPION);
    does(new RegistryCommand.RollBack(step(), "m-1"));
    assertThat(state.champion()).isEqualTo(Baseline.VERSION);
    assertThat(refused(new RegistryCommand.RollBack(step(), ""))).isEqualTo(Refusal.WRONG_STAGE);
  }

  @Test
  void a_canary_is_rolled_back_before_the_champion() {
    champion("m-1");
    register("m-2");
    does(
        new RegistryCommand.StartCanary(
            step(), "m-2", Slice.of("1/10"), good(), Allowance.NOTHING));
    does(new RegistryCommand.RollBack(step(), ""));
    assertThat(state.canary()).isEmpty();
    assertThat(stage("m-2")).isEqualTo(ModelStage.ROLLED_BACK);
    assertThat(state.champion()).isEqualTo("m-1");
  }

  @Test
  void what_a_gate_stops_is_rejected_and_leaves_a_trace() {
    champion("m-1");
    register("m-2");
    var decision = decide(promote("m-2", report(Gate.BIAS, Ruling.STOPPED), Allowance.NOT_JUDGED));
    assertThat(decision).isInstanceOf(Refused.class);
    assertThat(decision.events()).singleElement().isInstanceOf(ModelRejected.class);
    decision.events().forEach(event -> state = state.evolve(event));
    assertThat(stage("m-2")).isEqualTo(ModelStage.REJECTED);
    assertThat(state.champion()).isEqualTo("m-1");
  }

  @Test
  void gates_that_could_not_judge_need_somebody_with_a_reason() {
    champion("m-1");
    register("m-2");
    var unjudged = report(Gate.BIAS, Ruling.NOT_JUDGED);
    assertThat(refused(promote("m-2", unjudged, Allowance.NOTHING))).isEqualTo(Refusal.GATES);
    assertThat(decide(promote("m-2", unjudged, Allowance.NOTHING)).events()).isEmpty();
    var silent =
        new RegistryCommand.Promote(
            new Step(NOW, "anna", ""), "m-2", unjudged, Allowance.FORCED, ScoreMap.NONE);
    assertThat(refused(silent)).isEqualTo(Refusal.NO_REASON);
    does(promote("m-2", unjudged, Allowance.FORCED));
    assertThat(state.champion()).isEqualTo("m-2");
  }

  @Test
  void nobody_can_force_a_bundle_that_cannot_answer() {
    register("m-1");
    for (Gate gate : List.of(Gate.CONTRACT, Gate.PARITY))
      assertThat(refused(promote("m-1", report(gate, Ruling.STOPPED), Allowance.FORCED)))
          .isEqualTo(Refusal.GATES);
  }

  @Test
  void the_first_model_needs_no_outcomes_but_must_pass_what_can_be_judged() {
    register("m-1");
    assertThat(refused(promote("m-1", report(Gate.LATENCY, Ruling.STOPPED), Allowance.NOTHING)))
        .isEqualTo(Refusal.GATES);
    does(promote("m-1", report(Gate.BIAS, Ruling.NOT_JUDGED), Allowance.NOTHING));
    assertThat(state.champion()).isEqualTo("m-1");
  }

  @Test
  void the_same_again_changes_nothing_and_another_bundle_under_a_name_is_refused() {
    champion("m-1");
    assertThat(decide(new RegistryCommand.Register(step(), "m-1", "sum-m-1")).events()).isEmpty();
    assertThat(decide(promote("m-1", good(), Allowance.NOTHING)).events()).isEmpty();
    assertThat(refused(new RegistryCommand.Register(step(), "m-1", "other")))
        .isEqualTo(Refusal.VERSION_TAKEN);
    assertThat(refused(new RegistryCommand.Register(step(), "champion", "x")))
        .isEqualTo(Refusal.VERSION_TAKEN);
    assertThat(refused(new RegistryCommand.Retire(step(), "m-1"))).isEqualTo(Refusal.WRONG_STAGE);
    assertThat(refused(new RegistryCommand.Shadow(step(), "m-9"))).isEqualTo(Refusal.UNKNOWN);
  }

  @Test
  void an_older_store_is_taken_over_once() {
    var adopt = new RegistryCommand.Adopt(step(), Map.of("m-1", "a", "m-2", "b"), "m-2");
    does(adopt);
    assertThat(state.models()).containsOnlyKeys("m-1", "m-2");
    assertThat(state.champion()).isEqualTo("m-2");
    assertThat(decide(adopt).events()).isEmpty();
  }

  @Test
  void a_scale_outlives_several_versions() {
    champion("m-1");
    double[] low = {0.1, 0.2};
    register("m-2");
    does(mapped("m-2", new ScoreMap("m-1", List.of(0.4), List.of(0.2))));
    register("m-3");
    does(mapped("m-3", new ScoreMap("m-2", List.of(0.8), List.of(0.4))));
    var map = state.model("m-3").orElseThrow().map();
    assertThat(map.scale()).isEqualTo("m-1");
    assertThat(map.map(0.8)).isEqualTo(low[1]);
  }

  private RegistryCommand mapped(String version, ScoreMap map) {
    return new RegistryCommand.Promote(step(), version, good(), Allowance.NOTHING, map);
  }

  private void champion(String version) {
    register(version);
    does(promote(version, good(), Allowance.NOTHING));
  }

  private void register(String version) {
    does(new RegistryCommand.Register(step(), version, "sum-" + version));
  }

  private RegistryCommand promote(String version, GateReport gates, Allowance allowance) {
    return new RegistryCommand.Promote(step(), version, gates, allowance, ScoreMap.NONE);
  }

  private RegistryDecision decide(RegistryCommand command) {
    return RegistryDecider.decide(state, command);
  }

  private void does(RegistryCommand command) {
    var decision = decide(command);
    assertThat(decision).isInstanceOf(Accepted.class);
    assertThat(decision.events()).isNotEmpty();
    decision.events().forEach(event -> state = state.evolve(event));
  }

  private Refusal refused(RegistryCommand command) {
    return Optional.of(decide(command))
        .filter(Refused.class::isInstance)
        .map(no -> ((Refused) no).reason())
        .orElseThrow();
  }

  private ModelStage stage(String version) {
    return state.model(version).orElseThrow().stage();
  }

  private Step step() {
    return new Step(NOW.plusSeconds(steps++), "anna", "weekly");
  }

  private static GateReport good() {
    return report(Gate.BIAS, Ruling.PASSED);
  }

  private static GateReport report(Gate gate, Ruling ruling) {
    return new GateReport(
        "m", "c", NOW, List.of(new GateResult(gate, ruling, 0.1, 0.2, "as measured")));
  }
}
