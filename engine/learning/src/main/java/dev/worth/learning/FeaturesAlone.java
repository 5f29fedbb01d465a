// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.features.Feature;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.History.Customer;
import dev.worth.learning.Regression.Loss;
import dev.worth.learning.Regression.Slopes;
import dev.worth.learning.btyd.BackboneFit.Options;
import dev.worth.learning.linear.Design;
import dev.worth.learning.linear.Head;
import dev.worth.learning.linear.Inputs;
import dev.worth.learning.linear.LinearModel;
import dev.worth.learning.linear.LogisticRegression;
import dev.worth.learning.linear.Penalty;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Linear models of the features alone, without the backbone's word; the closed form gives only the
 * shape of the spend. Customers' labels look ahead by the whole, a half or a quarter of the
 * horizon, so that the model learns what a longer one changes.
 */
record FeaturesAlone(Purchase purchase) implements Family {
  private static final double[] STRENGTHS = {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001};
  private static final double[] SHARES = {1, 1, 0.5, 0.25};

  /** Shorter horizons are not divided. */
  private static final double SHORTEST_DAYS = 4;

  /** How the log-odds are found. */
  enum Purchase {
    /** Logistic regression, ridge or elastic net, whichever foretells better. */
    LOGISTIC {
      @Override
      Odds fit(Sample sample, double[] bought, Blocks blocks) {
        var regression = new Regression(sample, bought, new double[bought.length], Loss.LOGISTIC);
        Slopes slopes = regression.fit(penalties(), blocks.landmarks(), false);
        double level = Loss.LOGISTIC.level(bought, regression.predictor(slopes.weights()));
        return new Odds(slopes.weights(), level, slopes.penalty());
      }

      private static List<Penalty> penalties() {
        return Stream.of(0.0, 0.5).flatMap(share -> path(share).stream()).toList();
      }
    },
    /** Least squares on the outcome, its answer turned into log-odds by a logistic line. */
    LINEAR {
      @Override
      Odds fit(Sample sample, double[] bought, Blocks blocks) {
        var regression = new Regression(sample, bought, new double[bought.length], Loss.SQUARED);
        Slopes slopes = regression.fit(path(0), blocks.landmarks(), false);
        double[] score = regression.predictor(slopes.weights());
        double[] line = logisticLine(score, bought);
        double[] weights = slopes.weights().clone();
        for (int j = 0; j < weights.length; j++) weights[j] *= line[0];
        return new Odds(weights, line[1], slopes.penalty());
      }
    };

    abstract Odds fit(Sample sample, double[] bought, Blocks blocks);
  }

  /** Slopes and level of the log-odds. */
  record Odds(double[] weights, double level, Penalty penalty) {}

  @Override
  public Trained fit(Task task) {
    ClosedForm shop =
        BackboneAlone.closedForm(task.history(), Options.BGNBD_SEASON, task.backbone());
    task.progress().accept(0.3);
    var progress = Task.part(task.progress(), 0.3, 0.7);
    var blocks = Blocks.of(task, landmark -> shop, shares(task), progress);
    if (!blocks.teach()) throw tooLittle(blocks, task);
    var trained = fit(blocks, shop);
    task.progress().accept(1);
    return trained;
  }

  private Trained fit(Blocks blocks, ClosedForm shop) {
    Inputs inputs =
        blocks.inputs(j -> j < FeatureSchema.SIZE, j -> j != Feature.LOG_HORIZON.ordinal());
    Sample sample = blocks.sample(inputs);
    Sample buyers = sample.where(i -> sample.label()[i].purchased());
    double[] bought = sample.each(i -> sample.label()[i].purchased() ? 1 : 0);
    Odds odds = purchase.fit(sample, bought, blocks);
    var model =
        new LinearModel(
            inputs,
            new Head(odds.level(), odds.weights()),
            buyers(buyers, buyers.each(i -> buyers.label()[i].orders()), blocks),
            buyers(buyers, buyers.each(i -> buyers.label()[i].spend()), blocks),
            false);
    var penalty = odds.penalty();
    return new Trained(
        shop,
        model,
        Map.of(
            "landmarks", Integer.toString(blocks.landmarks().size()),
            "l1", Double.toString(penalty.l1()),
            "l2", Double.toString(penalty.l2())));
  }

  private static Head buyers(Sample buyers, double[] value, Blocks blocks) {
    double[] start = new double[value.length];
    double mean = 0;
    for (double v : value) mean += Math.log(Math.max(1e-6, v)) / value.length;
    Arrays.fill(start, mean);
    var head = BuyerHead.fit(buyers, value, start, path(0), blocks.landmarks());
    return new Head(mean + head.fitted().mean(), head.slopes());
  }

  private static List<Penalty> path(double share) {
    return Arrays.stream(STRENGTHS).mapToObj(s -> Penalty.elastic(s, share)).toList();
  }

  /** Platt's line from scores to log-odds: slope and intercept. */
  private static double[] logisticLine(double[] score, double[] bought) {
    double[][] x = new double[score.length][];
    for (int i = 0; i < x.length; i++) x[i] = new double[] {score[i]};
    var design = Design.withIntercept(x, bought);
    return LogisticRegression.fit(design, Penalty.NONE).weights();
  }

  /** The share of the horizon that a customer's label looks ahead. */
  static ToDoubleFunction<Customer> shares(Task task) {
    boolean divisible = Math.min(task.horizonDays(), task.history().days() / 2) >= SHORTEST_DAYS;
    if (!divisible) return customer -> 1;
    return customer -> SHARES[(int) (customer.shuffle(task.seed() + 1) & 3)];
  }

  static IllegalArgumentException tooLittle(Blocks blocks, Task task) {
    return new IllegalArgumentException(
        "%d of %d customers bought again within the %.0f days of history before %s: these models need 20 who did and 20 who did not; train the family bgnbd_season or stack, or import a longer history"
            .formatted(
                blocks.buyers(), blocks.rows(), task.history().days(), task.history().cut()));
  }
}
