// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static dev.worth.core.scoring.BundleContract.WIDTH;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.Regression.Loss;
import dev.worth.learning.Regression.Slopes;
import dev.worth.learning.btyd.BackboneFit.Options;
import dev.worth.learning.linear.Head;
import dev.worth.learning.linear.Inputs;
import dev.worth.learning.linear.LinearModel;
import dev.worth.learning.linear.LogisticRegression;
import dev.worth.learning.linear.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The backbone in seasonal time extrapolates, a strongly penalised linear model of the features
 * corrects it, and its level follows the back-tests as far as they agree with one another.
 *
 * <p>Every landmark's backbone is fitted to what was known then, on the clock of the whole history:
 * the level should learn how the shop drifts, not what the calendar explains. Where nothing can be
 * learned from outcomes, the backbone's word is passed on.
 */
record Stack(Function<Task, Ground> on) implements Family {
  /** The strongest leaves the backbone as it is. */
  private static final List<Penalty> PENALTIES =
      Stream.of(1e4, 3.0, 1.0, 0.3, 0.1, 0.03, 0.01).map(Penalty::ridge).toList();

  /** How many of them are offered when no later time can judge, only other customers. */
  private static final int CAREFUL = 4;

  /**
   * How far off, on a log scale, a backbone lastingly is: in who buys, and in what buyers spend.
   */
  private static final double LASTING_ODDS = 0.2;

  private static final double LASTING_PER_BUYER = 0.1;

  private static final int CENTRE_CUSTOMERS = 10_000;

  private static final int LOG_ODDS = WIDTH - 3;
  private static final int LOG_ORDERS = WIDTH - 2;
  private static final int LOG_SPEND = WIDTH - 1;

  /** On the likelier of two models of buying till one dies. */
  static Stack onBtyd() {
    return new Stack(
        task ->
            new Ground.Btyd(
                Likelier.of(task, Options.BGNBD_SEASON, Options.PNBD_SEASON), task.backbone()));
  }

  /** On the sleeping renewal mixture. */
  static Stack onMixture() {
    return new Stack(task -> new Ground.Renewal());
  }

  @Override
  public Trained fit(Task task) {
    Ground ground = on.apply(task);
    task.progress().accept(0.2);
    ClosedForm shop = task.made().shop(task, ground);
    task.progress().accept(0.4);
    var blocks = task.made().blocks(task.telling(Task.part(task.progress(), 0.4, 0.8)), ground);
    if (!blocks.teach()) return uncorrected(task, shop, ground);
    var corrected = corrected(task, blocks, shop, ground);
    task.progress().accept(1);
    return corrected;
  }

  private static Trained uncorrected(Task task, ClosedForm shop, Ground ground) {
    var model = BackboneAlone.passedOn(BackboneAlone.centre(task, shop));
    return new Trained(shop, model, Map.of("backbone", ground.name(), "correction", "none"));
  }

  private static Trained corrected(Task task, Blocks blocks, ClosedForm shop, Ground ground) {
    Inputs inputs = blocks.inputs(j -> true, j -> j < LOG_ODDS);
    Sample sample = blocks.sample(inputs);
    Sample buyers = sample.where(i -> sample.label()[i].purchased());
    var odds = odds(sample, blocks.landmarks());
    var orders = buyers(buyers, LOG_ORDERS, buyers.each(i -> buyers.label()[i].orders()), blocks);
    var spend = buyers(buyers, LOG_SPEND, buyers.each(i -> buyers.label()[i].spend()), blocks);
    var slopes =
        new LinearModel(
            inputs,
            head(inputs, LOG_ODDS, odds.slopes()),
            head(inputs, LOG_ORDERS, ground.drifts() ? orders.slopes() : new double[WIDTH]),
            head(inputs, LOG_SPEND, ground.drifts() ? spend.slopes() : new double[WIDTH]),
            true);
    var level = centred(slopes, AtCut.rows(task, shop, CENTRE_CUSTOMERS));
    double lasting = ground.drifts() ? odds.levels().lasting(LASTING_ODDS) : 0;
    var model =
        ground.drifts()
            ? level.raised(
                lasting,
                orders.known().lasting(LASTING_PER_BUYER),
                spend.known().lasting(LASTING_PER_BUYER))
            : level;
    var settings =
        Map.of(
            "backbone", ground.name(),
            "landmarks", Integer.toString(blocks.landmarks().size()),
            "penalty", Double.toString(odds.penalty().l2()),
            "lasting_bias", Double.toString(lasting));
    return new Trained(shop, model, settings);
  }

  /**
   * Slopes tell customers apart; how much the shop as a whole will sell is the backbone's word. So
   * the totals over the customers at the cut are made the backbone's.
   */
  private static LinearModel centred(LinearModel slopes, float[][] rows) {
    double[] expected = each(rows, r -> Math.exp(LogisticRegression.logProbability(r[LOG_ODDS])));
    double odds = Loss.LOGISTIC.level(expected, each(rows, r -> slopes.answer(r).logOdds()));
    var model = slopes.raised(odds, 0, 0);
    double orders = total(rows, r -> r[LOG_ORDERS]) - total(rows, r -> model.answer(r).logOrders());
    double spend = total(rows, r -> r[LOG_SPEND]) - total(rows, r -> model.answer(r).logSpend());
    return model.raised(0, orders, spend);
  }

  /** Log of the sum of what the logs stand for. */
  private static double total(float[][] rows, ToDoubleFunction<float[]> log) {
    return Math.log(Arrays.stream(rows).mapToDouble(r -> Math.exp(log.applyAsDouble(r))).sum());
  }

  private static double[] each(float[][] rows, ToDoubleFunction<float[]> value) {
    return Arrays.stream(rows).mapToDouble(value).toArray();
  }

  private static List<Penalty> penalties(List<Cutoff> landmarks) {
    boolean judged = !Landmarks.before(landmarks, landmarks.getFirst()).isEmpty();
    return judged ? PENALTIES : PENALTIES.subList(0, CAREFUL);
  }

  /**
   * Correction of the log-odds.
   *
   * @param levels of the backbone, as it was at each landmark
   */
  private record Odds(double[] slopes, Penalty penalty, Levels levels) {}

  private static Odds odds(Sample sample, List<Cutoff> landmarks) {
    double[] bought = sample.each(i -> sample.label()[i].purchased() ? 1 : 0);
    double[] known = sample.each(i -> sample.row()[i][LOG_ODDS]);
    Slopes slopes =
        new Regression(sample, bought, known, Loss.LOGISTIC)
            .fit(penalties(landmarks), landmarks, true);
    return new Odds(slopes.weights(), slopes.penalty(), levels(sample, bought, known));
  }

  private static Levels levels(Sample sample, double[] bought, double[] predictor) {
    var levels = new Levels(sample.landmarks());
    for (int k = 0; k < sample.landmarks(); k++) {
      int landmark = k;
      var rows = new Picked(sample, i -> sample.landmark()[i] == landmark);
      if (rows.size() == 0) continue;
      double[] y = rows.of(bought);
      double[] eta = rows.of(predictor);
      double level = Loss.LOGISTIC.level(y, eta);
      levels.set(k, level, 1 / LogisticRegression.information(eta, level));
    }
    return levels;
  }

  private static BuyerHead buyers(Sample buyers, int column, double[] value, Blocks blocks) {
    double[] known =
        buyers.each(
            i ->
                buyers.row()[i][column]
                    - LogisticRegression.logProbability(buyers.row()[i][LOG_ODDS]));
    return BuyerHead.fit(buyers, value, known, penalties(blocks.landmarks()), blocks.landmarks());
  }

  /** The backbone's own column passed on, plus the correction. */
  private static Head head(Inputs inputs, int column, double[] slopes) {
    double[] weights = slopes.clone();
    weights[column] += 1 / inputs.inverse()[column];
    return new Head(inputs.mean()[column], weights);
  }
}
