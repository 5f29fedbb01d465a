// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.core.learning.Label;
import dev.worth.core.monitoring.Served;
import dev.worth.core.promotion.GateResult.Ruling;
import dev.worth.core.promotion.Trial.Outcome;
import dev.worth.core.promotion.Trial.Requests;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Quantiles;
import dev.worth.protocol.Basis;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each gate stops the challenger it is meant to stop, and no other. */
class GatesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int CUSTOMERS = 4_000;

  /** What a trial was measured to be; each test spoils one thing. */
  private DoubleUnaryOperator challenger = logOdds -> logOdds;

  private DoubleUnaryOperator champion = logOdds -> logOdds;

  private double noise;
  private double spendFactor = 1;
  private double width = 1;
  private Optional<String> refusal = Optional.empty();
  private double parity = 1e-7;
  private boolean comparable = true;
  private int outcomes = CUSTOMERS;
  private double micros = 20;
  private long bytes = 1 << 20;
  private double flipped;
  private double learnable;
  private List<Outcome> earlier = List.of();
  private List<Served> served = List.of();
  private List<String> doubts = List.of();

  @Test
  void a_challenger_as_good_as_the_champion_passes_every_gate() {
    assertThat(rulings(Ruling.PASSED)).isEqualTo(EnumSet.range(Gate.CONTRACT, Gate.LABELS));
    assertThat(report().results()).hasSize(Gate.LABELS.ordinal() + 1);
  }

  @Test
  void a_corrupt_bundle_or_one_of_another_schema_is_stopped_at_the_contract() {
    refusal = Optional.of("the model reads other features");
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.CONTRACT);
    assertThat(rulings(Ruling.PASSED)).isEmpty();
  }

  @Test
  void a_graph_that_computes_something_else_is_stopped_at_parity() {
    parity = 1e-3;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.PARITY);
  }

  @Test
  void a_worse_challenger_is_stopped_at_discrimination() {
    noise = 3;
    assertThat(rulings(Ruling.STOPPED)).contains(Gate.DISCRIMINATION);
  }

  @Test
  void a_challenger_too_sure_of_itself_is_stopped_at_calibration() {
    challenger = logOdds -> 2 * logOdds;
    assertThat(rulings(Ruling.STOPPED)).contains(Gate.CALIBRATION);
    assertThat(rulings(Ruling.PASSED)).contains(Gate.DISCRIMINATION);
  }

  @Test
  void intervals_that_are_too_narrow_are_stopped_at_coverage() {
    width = 0.2;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.COVERAGE);
  }

  @Test
  void expecting_half_as_much_again_is_stopped_at_bias() {
    spendFactor = 1.5;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.BIAS);
  }

  @Test
  void a_challenger_that_doubles_the_action_rate_is_stopped_at_the_action_rate() {
    challenger = logOdds -> logOdds + 1.6;
    assertThat(rulings(Ruling.STOPPED)).contains(Gate.ACTION_RATE, Gate.STABILITY);
  }

  @Test
  void a_shift_that_outcomes_prove_right_is_let_through() {
    var wrong = new ArrayList<Outcome>();
    double[] now = new double[CUSTOMERS];
    double[] before = new double[CUSTOMERS];
    var random = new SplittableRandom(3);
    for (int i = 0; i < CUSTOMERS; i++) {
      double truth = random.nextDouble(-3, 1);
      boolean bought = random.nextDouble() < p(truth);
      now[i] = p(truth);
      before[i] = p(truth + 1.6);
      var label = new Label(bought ? 1 : 0, bought ? 10 : 0);
      wrong.add(new Outcome(label, prediction(truth, 10, 1), prediction(truth + 1.6, 10, 1)));
    }
    var trial =
        new Trial(
            "m-2",
            "m-1",
            refusal,
            0,
            wrong,
            new Requests(now, before),
            true,
            1,
            1,
            List.of(),
            List.of(),
            List.of());
    var report = Gates.judge(trial, GateLimits.USUAL, NOW);
    assertThat(gates(report, Ruling.STOPPED)).isEmpty();
  }

  @Test
  void a_champion_that_its_outcomes_prove_wrong_is_mended_before_it_measures_anybody() {
    outcomes = 0;
    champion = logOdds -> logOdds + 1.6;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.STABILITY, Gate.ACTION_RATE);
    served = served(1.6);
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
    assertThat(report().results().get(Gate.STABILITY.ordinal()).says()).contains("mend");
    challenger = logOdds -> logOdds - 1.6;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.STABILITY, Gate.ACTION_RATE);
  }

  @Test
  void a_champion_that_its_outcomes_bear_out_measures_as_it_stands() {
    served = served(0);
    challenger = logOdds -> logOdds + 1.6;
    assertThat(rulings(Ruling.STOPPED)).contains(Gate.ACTION_RATE, Gate.STABILITY);
    assertThat(report().results().get(Gate.STABILITY.ordinal()).says()).doesNotContain("mend");
  }

  @Test
  void a_few_large_orders_among_few_outcomes_are_no_bias() {
    spendFactor = 1.3;
    outcomes = 300;
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
    outcomes = CUSTOMERS;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.BIAS);
  }

  @Test
  void a_slow_challenger_is_stopped_at_latency() {
    micros = 5_000;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LATENCY);
  }

  @Test
  void a_challenger_that_fills_the_memory_is_stopped_there() {
    bytes = 1L << 30;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.NATIVE_MEMORY);
  }

  @Test
  void a_challenger_is_stopped_at_the_labels_while_a_source_is_in_doubt() {
    doubts = List.of("source '/app' tells 2.1 times its usual share");
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LABELS);
    assertThat(report().results().get(Gate.LABELS.ordinal()).says()).contains("/app");
  }

  @Test
  void a_tenth_of_the_labels_flipped_is_stopped_at_the_labels_and_at_no_other_gate() {
    earlier = outcomes(0, 0);
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
    flipped = 0.1;
    challenger = logOdds -> logOdds(0.9 * p(logOdds) + 0.1 * (1 - p(logOdds)));
    spendFactor = 1.25;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LABELS);
  }

  @Test
  void flipped_labels_are_seen_even_while_the_shop_becomes_easier_to_foretell() {
    earlier = outcomes(0, 1.5);
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
    flipped = 0.1;
    challenger = logOdds -> logOdds(0.9 * p(logOdds) + 0.1 * (1 - p(logOdds)));
    spendFactor = 1.25;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.LABELS);
    assertThat(result(Gate.LABELS).says()).contains("ranked lowest");
  }

  @Test
  void a_change_that_the_challenger_has_learned_is_no_reason_to_doubt_the_labels() {
    earlier = outcomes(0, 0);
    learnable = 2.5;
    assertThat(rulings(Ruling.STOPPED)).doesNotContain(Gate.LABELS);
    assertThat(report().results().get(Gate.LABELS.ordinal()).figure()).isGreaterThan(0.05);
  }

  @Test
  void without_outcomes_four_gates_say_so_and_judge_nothing() {
    outcomes = 0;
    assertThat(rulings(Ruling.NOT_JUDGED))
        .containsExactlyInAnyOrder(Gate.DISCRIMINATION, Gate.CALIBRATION, Gate.COVERAGE, Gate.BIAS);
    assertThat(report().results().get(Gate.BIAS.ordinal()).says())
        .isEqualTo("not judged: no outcomes");
    outcomes = 30;
    assertThat(report().results().get(Gate.BIAS.ordinal()).says()).contains("too few");
  }

  @Test
  void the_baseline_is_no_measure_of_the_distribution_of_scores() {
    comparable = false;
    assertThat(rulings(Ruling.NOT_JUDGED)).containsExactly(Gate.STABILITY, Gate.ACTION_RATE);
  }

  @Test
  void a_first_model_is_not_excused_by_how_bad_the_baseline_is() {
    comparable = false;
    champion = logOdds -> logOdds + 4;
    challenger = logOdds -> logOdds + 2;
    spendFactor = 2;
    width = 0.1;
    assertThat(rulings(Ruling.STOPPED)).containsExactly(Gate.CALIBRATION, Gate.COVERAGE, Gate.BIAS);
    assertThat(result(Gate.CALIBRATION).limit()).isLessThan(0.11);
    comparable = true;
    assertThat(rulings(Ruling.STOPPED)).doesNotContain(Gate.CALIBRATION);
  }

  @Test
  void a_first_model_that_knows_nothing_is_stopped_even_if_the_baseline_knows_less() {
    comparable = false;
    champion = logOdds -> -logOdds;
    challenger = logOdds -> -1;
    assertThat(rulings(Ruling.STOPPED)).contains(Gate.DISCRIMINATION);
    assertThat(result(Gate.DISCRIMINATION).limit()).isBetween(0.5, 0.55);
    challenger = logOdds -> logOdds;
    assertThat(rulings(Ruling.STOPPED)).isEmpty();
  }

  private GateResult result(Gate gate) {
    return report().results().get(gate.ordinal());
  }

  private Set<Gate> rulings(Ruling ruling) {
    return gates(report(), ruling);
  }

  private static Set<Gate> gates(GateReport report, Ruling ruling) {
    return report.results().stream()
        .filter(result -> result.ruling() == ruling)
        .map(GateResult::gate)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Gate.class)));
  }

  /** Customers whose true log-odds the champion knows. */
  private GateReport report() {
    double[] now = new double[CUSTOMERS];
    double[] before = new double[CUSTOMERS];
    var all = outcomes(flipped, learnable);
    for (int i = 0; i < CUSTOMERS; i++) {
      now[i] = all.get(i).challenger().purchaseProbability();
      before[i] = all.get(i).champion().purchaseProbability();
    }
    var trial =
        new Trial(
            "m-2",
            "m-1",
            refusal,
            parity,
            all.subList(0, outcomes),
            new Requests(now, before),
            comparable,
            micros,
            bytes,
            earlier,
            served,
            doubts);
    return Gates.judge(trial, GateLimits.USUAL, NOW);
  }

  /**
   * @param flipped share of the labels that are turned round
   * @param learnable how much more a second trait of the customers, which only the challenger
   *     knows, decides than it did
   */
  private List<Outcome> outcomes(double flipped, double learnable) {
    var random = new SplittableRandom(1);
    var more = new SplittableRandom(2);
    List<Outcome> all = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      double known = random.nextDouble(-4, 2);
      double truth = known + learnable * (more.nextDouble() < 0.5 ? 1 : -1);
      double said = challenger.applyAsDouble(truth) + noise * (random.nextDouble() - 0.5) * 2;
      boolean bought = (random.nextDouble() < p(truth)) != more.nextDouble() < flipped;
      double spend = bought ? 50 + 100 * more.nextDouble() : 0;
      all.add(
          new Outcome(
              new Label(bought ? 1 : 0, spend),
              prediction(said, 100 * p(truth) * spendFactor, width),
              prediction(champion.applyAsDouble(known), 100 * p(truth), 1)));
    }
    return all;
  }

  /** What a champion said whose log-odds are too high by so much, and what came. */
  private static List<Served> served(double tooHigh) {
    var random = new SplittableRandom(4);
    List<Served> all = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      double truth = random.nextDouble(-4, 2);
      var came = random.nextDouble() < p(truth) ? new Label(1, 100) : new Label(0, 0);
      all.add(new Served(forecast(p(truth + tooHigh)), Optional.of(came), Optional.empty()));
    }
    return all;
  }

  private static ForecastMade forecast(double p) {
    var key = new EventKey(ForecastMade.SOURCE, "f");
    return new ForecastMade(
        key, NOW, 28, "m-1", Stage.ACTIVE, Basis.FULL, p, 0, p, 50 * p, List.of());
  }

  /** The interval reaches from nothing to the most that anybody spends. */
  private static Prediction prediction(double logOdds, double spend, double width) {
    var quantiles = Quantiles.of(u -> u < 0.5 ? (width < 1 ? 40 : 0) : 160 * width);
    return new Prediction(logOdds, 1, spend, quantiles, 50);
  }

  private static double logOdds(double p) {
    return Math.log(p / (1 - p));
  }

  private static double p(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
