// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import static dev.worth.core.scoring.BundleContract.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import dev.worth.core.learning.Label;
import dev.worth.core.scoring.BundleContract;
import dev.worth.learning.linear.Head;
import dev.worth.learning.linear.Inputs;
import dev.worth.learning.linear.LinearModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZilnTest {
  private static final int ROWS = 1_200;
  private static final IntPredicate EARLIER = i -> i % 4 != 0;
  private static final ZilnRows MADE = made(0);

  private static ZilnFit.Fitted fitted;

  @BeforeAll
  static void torch() {
    assumeTrue(LibTorch.missing().isEmpty(), () -> LibTorch.missing().orElseThrow());
    fitted = fit(MADE, false);
  }

  @Test
  void the_loss_is_that_of_the_formula() {
    var loss = new ZilnLoss(2);
    var heads =
        new ZilnNet.Heads<double[][]>(
            new double[][] {{0.5}, {-1}},
            new double[][] {{0.2}, {0.7}},
            new double[][] {{3}, {4}},
            new double[][] {{0.5}, {2}});
    var outcomes = ZilnLoss.columns(new Label[] {new Label(2, 30), new Label(0, 0)});
    double got = loss.of(new PlainOps(fitted.model().weights()), heads, outcomes.doubles())[0][0];
    double bought = Math.log1p(Math.exp(-0.5));
    double not = Math.log1p(Math.exp(-1));
    double spend = Math.log(0.5) + Math.pow((Math.log(30) - 3) / 0.5, 2) / 2;
    double orders = (Math.exp(0.2) - 2 * 0.2) / 2;
    assertThat(got).isCloseTo((bought + not + spend + orders) / 2, within(1e-5));
  }

  @Test
  void the_served_graph_gives_the_trainers_answers() throws OrtException {
    for (boolean leaning : new boolean[] {true, false}) {
      var model = fit(MADE, leaning).model().raised(0.1, 0.2, 0.3);
      var rows = Matrix.of(Arrays.copyOf(MADE.rows(), 200));
      var served = OnnxRun.of(model.graph(), BundleContract.INPUT, rows);
      for (int i = 0; i < rows.rows(); i++) {
        var answer = model.answer(MADE.rows()[i]);
        near(served.get(BundleContract.LOG_ODDS)[i][0], answer.logOdds());
        near(served.get(BundleContract.LOG_ORDERS)[i][0], answer.logOrders());
        near(served.get(BundleContract.LOG_SPEND)[i][0], answer.logSpend());
        near(served.get(BundleContract.SPEND_SHAPE)[i][0], answer.shape().orElseThrow().location());
        near(
            served.get(BundleContract.SPEND_SHAPE)[i][1], answer.shape().orElseThrow().deviation());
      }
    }
  }

  @Test
  void what_was_trained_in_floats_is_what_is_served() {
    var model = fitted.model();
    double[][] plain = model.net().heads(new PlainOps(model.weights()), first(100)).location();
    try (var scope = new PointerScope();
        var ops = new TorchOps(model.weights())) {
      var rows = TorchOps.tensor(Matrix.of(Arrays.copyOf(MADE.rows(), 100)));
      float[] torch = TorchOps.values(model.net().heads(ops, rows).location().detach());
      for (int i = 0; i < torch.length; i++)
        assertThat((double) torch[i]).isCloseTo(plain[i][0], within(1e-4));
    }
  }

  @Test
  void parts_sum_to_the_log_odds_from_the_same_base_for_everybody() throws OrtException {
    for (boolean leaning : new boolean[] {true, false}) {
      var rows = Matrix.of(Arrays.copyOf(MADE.rows(), 200));
      var served = OnnxRun.of(fit(MADE, leaning).model().graph(), BundleContract.INPUT, rows);
      double base = served.get(BundleContract.BASE)[0][0];
      for (int i = 0; i < rows.rows(); i++) {
        double sum = base;
        for (float part : served.get(BundleContract.CONTRIBUTIONS)[i]) sum += part;
        assertThat(sum).isCloseTo(served.get(BundleContract.LOG_ODDS)[i][0], within(3e-6));
      }
    }
  }

  @Test
  void a_column_that_tells_nothing_has_less_part_than_one_that_does() throws OrtException {
    var rows = Matrix.of(Arrays.copyOf(MADE.rows(), 200));
    var parts =
        OnnxRun.of(fitted.model().graph(), BundleContract.INPUT, rows)
            .get(BundleContract.CONTRIBUTIONS);
    double telling = Arrays.stream(parts).mapToDouble(p -> Math.abs(p[0])).sum();
    double idle = Arrays.stream(parts).mapToDouble(p -> Math.abs(p[5])).sum();
    assertThat(telling).isGreaterThan(4 * idle);
  }

  @Test
  void probabilities_spends_and_their_spread_are_learned() {
    assertThat(fitted.after()).isLessThan(fitted.before() - 0.1);
    var model = fitted.model();
    assertThat(model.answer(row(2, 0)).probability())
        .isGreaterThan(model.answer(row(-2, 0)).probability() + 0.4);
    var rich = model.answer(row(0, 2)).shape().orElseThrow();
    var poor = model.answer(row(0, -2)).shape().orElseThrow();
    assertThat(rich.location() - poor.location()).isBetween(2.0, 5.0);
    assertThat(rich.deviation()).isBetween(0.3, 0.8);
  }

  @Test
  void the_same_seed_gives_the_same_bytes_and_another_one_others() {
    assertThat(fit(MADE, false).model().graph()).isEqualTo(fitted.model().graph());
    assertThat(fit(MADE, false, 2).model().graph()).isNotEqualTo(fitted.model().graph());
  }

  @Test
  void one_enormous_spend_makes_nobody_else_rich() {
    var tail = fit(made(1e7), false).model();
    double[] before = new double[200];
    double[] after = new double[200];
    for (int i = 0; i < before.length; i++) {
      before[i] = fitted.model().answer(MADE.rows()[i]).spend();
      after[i] = tail.answer(MADE.rows()[i]).spend();
    }
    assertThat(sum(after)).isLessThan(1.5 * sum(before));
  }

  @Test
  void nobody_is_less_certain_than_a_stranger() {
    double most = fitted.model().net().deviations().most();
    float[] absurd = new float[WIDTH];
    for (int j = 0; j < WIDTH; j++) absurd[j] = j % 2 == 0 ? 1e20f : -1e20f;
    var answer = fitted.model().answer(absurd);
    assertThat(answer.shape().orElseThrow().deviation()).isLessThanOrEqualTo(most + 1e-9);
    assertThat(answer.logSpend()).isFinite();
  }

  @Test
  void a_network_that_starts_from_an_earlier_one_learns_as_much_in_fewer_epochs() {
    var earlier = fit(MADE.where(EARLIER), false).model().graph();
    var warm = fit(MADE, false, 1, Optional.of(earlier));
    assertThat(warm.epochs()).isLessThan(fitted.epochs());
    assertThat(warm.before()).isLessThan(fitted.before());
    assertThat(warm.after()).isLessThan(1.02 * fitted.after());
  }

  @Test
  void a_graph_that_is_no_such_network_is_not_started_from() {
    var linear = new LinearModel(inputs(MADE), head(), head(), head(), true).graph();
    for (byte[] other : List.of(linear, new byte[] {1, 2, 3}))
      assertThat(fit(MADE, false, 1, Optional.of(other)).model().graph())
          .isEqualTo(fitted.model().graph());
  }

  private static Head head() {
    return new Head(0, new double[WIDTH]);
  }

  @Test
  void too_few_rows_teach_nothing() {
    var few = MADE.where(i -> i < 30);
    var untaught = ZilnFit.fit(inputs(few), false, few, few, few, Optional.empty(), 1, share -> {});
    assertThat(untaught.epochs()).isZero();
    assertThat(untaught.model().trust()).isZero();
  }

  private static void near(float served, double trained) {
    assertThat((double) served).isCloseTo(trained, within(BundleContract.PARITY));
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double[][] first(int rows) {
    return Matrix.of(Arrays.copyOf(MADE.rows(), rows)).doubles();
  }

  private static ZilnFit.Fitted fit(ZilnRows rows, boolean leaning) {
    return fit(rows, leaning, 1);
  }

  private static ZilnFit.Fitted fit(ZilnRows rows, boolean leaning, long seed) {
    return fit(rows, leaning, seed, Optional.empty());
  }

  private static ZilnFit.Fitted fit(
      ZilnRows rows, boolean leaning, long seed, Optional<byte[]> earlier) {
    var learns = rows.where(EARLIER);
    var judges = rows.where(EARLIER.negate());
    return ZilnFit.fit(inputs(rows), leaning, learns, judges, rows, earlier, seed, share -> {});
  }

  private static Inputs inputs(ZilnRows rows) {
    return Inputs.of(rows.rows(), j -> j < 8 || j >= ZilnNet.LOG_ODDS, j -> true);
  }

  /** Column 0 tells who buys, column 1 what they spend; what the closed form says is always -1. */
  private static float[] row(double odds, double spend) {
    float[] row = new float[WIDTH];
    row[0] = (float) odds;
    row[1] = (float) spend;
    row[ZilnNet.LOG_ODDS] = -1;
    row[ZilnNet.LOG_ORDERS] = -1;
    row[ZilnNet.LOG_SPEND] = 2;
    return row;
  }

  /**
   * @param enormous what one customer spent, 0 for nobody
   */
  private static ZilnRows made(double enormous) {
    var random = new SplittableRandom(3);
    float[][] rows = new float[ROWS][];
    var labels = new Label[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = row(random.nextGaussian(), random.nextGaussian());
      for (int j = 2; j < 8; j++) rows[i][j] = (float) random.nextGaussian();
      boolean bought = random.nextDouble() < 1 / (1 + Math.exp(-1.5 * rows[i][0]));
      double spend = Math.exp(3 + rows[i][1] + 0.5 * random.nextGaussian());
      labels[i] = bought ? new Label(1 + random.nextInt(3), spend) : new Label(0, 0);
    }
    if (enormous > 0) labels[1] = new Label(1, enormous);
    return new ZilnRows(rows, labels);
  }
}
