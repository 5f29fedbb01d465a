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
import java.util.List;
import java.util.Map;

/**
 * The default: the backbone in seasonal time extrapolates, a strongly penalised linear model of the
 * features corrects it, and its level follows the back-tests as far as they agree with one another.
 *
 * <p>Every landmark's backbone is fitted to what was known then, on the clock of the whole history:
 * the level should learn how the shop drifts, not what the calendar explains. Where nothing can be
 * learned from outcomes, the backbone's word is passed on.
 */
final class Stack implements Family {
  /** The strongest leaves the backbone as it is. */
  private static final List<Penalty> PENALTIES =
      List.of(
          Penalty.ridge(1e4),
          Penalty.ridge(3),
          Penalty.ridge(1),
          Penalty.ridge(0.3),
          Penalty.ridge(0.1),
          Penalty.ridge(0.03),
          Penalty.ridge(0.01));

  private static final int LOG_ODDS = WIDTH - 3;
  private static final int LOG_ORDERS = WIDTH - 2;
  private static final int LOG_SPEND = WIDTH - 1;

  @Override
  public Trained fit(Task task) {
    var option = Likelier.of(task, Options.BGNBD_SEASON, Options.PNBD_SEASON);
    ClosedForm shop = BackboneAlone.closedForm(task.history(), option);
    task.progress().accept(0.4);
    var blocks = Blocks.of(task, landmark -> earlier(task, landmark, option, shop), c -> 1);
    task.progress().accept(0.8);
    if (!blocks.teach()) return uncorrected(task, shop, option);
    var corrected = corrected(blocks, shop, option);
    task.progress().accept(1);
    return corrected;
  }

  private static ClosedForm earlier(Task task, Cutoff landmark, Options option, ClosedForm shop) {
    return BackboneAlone.closedForm(
        task.history().until(landmark.at()), option, shop.backbone().clock());
  }

  private static Trained uncorrected(Task task, ClosedForm shop, Options option) {
    var model = BackboneAlone.passedOn(BackboneAlone.centre(task, shop));
    return new Trained(shop, model, Map.of("backbone", option.model(), "correction", "none"));
  }

  private static Trained corrected(Blocks blocks, ClosedForm shop, Options option) {
    Inputs inputs = blocks.inputs(j -> true, j -> j < LOG_ODDS);
    Sample sample = blocks.sample(inputs);
    Sample buyers = sample.where(i -> sample.label()[i].purchased());
    var odds = odds(sample, blocks.landmarks());
    var orders = buyers(buyers, LOG_ORDERS, buyers.each(i -> buyers.label()[i].orders()), blocks);
    var spend = buyers(buyers, LOG_SPEND, buyers.each(i -> buyers.label()[i].spend()), blocks);
    var model =
        new LinearModel(
            inputs,
            head(inputs, LOG_ODDS, odds.slopes(), odds.level()),
            head(inputs, LOG_ORDERS, orders.slopes(), orders.levels().lasting()),
            head(inputs, LOG_SPEND, spend.slopes(), spend.levels().lasting()),
            true);
    return new Trained(
        shop,
        model,
        Map.of(
            "backbone", option.model(),
            "landmarks", Integer.toString(blocks.landmarks().size()),
            "penalty", Double.toString(odds.penalty().l2()),
            "level", Double.toString(odds.level())));
  }

  /** Correction of the log-odds. */
  private record Odds(double[] slopes, Penalty penalty, double level) {}

  private static Odds odds(Sample sample, List<Cutoff> landmarks) {
    double[] bought = sample.each(i -> sample.label()[i].purchased() ? 1 : 0);
    double[] known = sample.each(i -> sample.row()[i][LOG_ODDS]);
    var regression = new Regression(sample, bought, known, Loss.LOGISTIC);
    Slopes slopes = regression.fit(PENALTIES, landmarks, true);
    double[] predictor = regression.predictor(slopes.weights());
    double level = levels(sample, bought, predictor).lasting();
    return new Odds(slopes.weights(), slopes.penalty(), level);
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
    return BuyerHead.fit(buyers, value, known, PENALTIES, blocks.landmarks());
  }

  /** The backbone's own column passed on, plus the correction. */
  private static Head head(Inputs inputs, int column, double[] slopes, double level) {
    double[] weights = slopes.clone();
    weights[column] += 1 / inputs.inverse()[column];
    return new Head(inputs.mean()[column] + level, weights);
  }
}
