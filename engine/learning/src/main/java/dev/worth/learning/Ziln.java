// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static dev.worth.core.scoring.BundleContract.WIDTH;

import dev.worth.core.features.Feature;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.Regression.Loss;
import dev.worth.learning.btyd.BackboneFit.Options;
import dev.worth.learning.deep.LibTorch;
import dev.worth.learning.deep.ZilnFit;
import dev.worth.learning.deep.ZilnFit.Fitted;
import dev.worth.learning.deep.ZilnModel;
import dev.worth.learning.deep.ZilnRows;
import dev.worth.learning.linear.LogisticRegression;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The zero-inflated log-normal network: of the features alone, or on the sleeping renewal mixture,
 * which it then corrects and whose totals it keeps.
 */
record Ziln(boolean onMixture) implements Family {
  private static final int CENTRE_CUSTOMERS = 10_000;
  private static final int LOG_ODDS = WIDTH - 3;
  private static final int LOG_ORDERS = WIDTH - 2;
  private static final int LOG_SPEND = WIDTH - 1;

  @Override
  public Trained fit(Task task) {
    LibTorch.missing().ifPresent(Ziln::refuse);
    var trained = onMixture ? onMixture(task) : alone(task);
    task.progress().accept(1);
    return trained;
  }

  private static void refuse(String missing) {
    throw new IllegalArgumentException(missing);
  }

  private static Trained alone(Task task) {
    ClosedForm shop =
        BackboneAlone.closedForm(task.history(), Options.BGNBD_SEASON, task.backbone());
    var progress = Task.part(task.progress(), 0.1, 0.4);
    var blocks = Blocks.of(task, landmark -> shop, FeaturesAlone.shares(task), progress);
    if (!blocks.teach()) throw FeaturesAlone.tooLittle(blocks, task);
    var fitted = fitted(task, blocks, false);
    return trained(shop, fitted.model(), fitted, blocks);
  }

  private static Trained onMixture(Task task) {
    var ground = new Ground.Renewal();
    ClosedForm shop = task.made().shop(task, ground);
    var blocks = task.made().blocks(task.telling(Task.part(task.progress(), 0.1, 0.4)), ground);
    if (!blocks.teach()) return new MixtureAlone().fit(task);
    var fitted = fitted(task, blocks, true);
    var model = centred(fitted.model(), AtCut.rows(task, shop, CENTRE_CUSTOMERS));
    return trained(shop, model, fitted, blocks);
  }

  private static Trained trained(ClosedForm shop, ZilnModel model, Fitted fitted, Blocks blocks) {
    return new Trained(
        shop,
        model,
        Map.of(
            "landmarks", Integer.toString(blocks.landmarks().size()),
            "epochs", Integer.toString(fitted.epochs()),
            "judged_before", Double.toString(fitted.before()),
            "judged_after", Double.toString(fitted.after()),
            "trust", Double.toString(model.trust()),
            "most_deviation", Double.toString(model.net().deviations().most())));
  }

  private static Fitted fitted(Task task, Blocks blocks, boolean leaning) {
    var inputs =
        blocks.inputs(
            j -> leaning || j < FeatureSchema.SIZE, j -> j != Feature.LOG_HORIZON.ordinal());
    var sample = blocks.sample(inputs);
    var all = new ZilnRows(sample.row(), sample.label());
    var fold = Fold.of(sample, blocks.landmarks()).getFirst();
    return ZilnFit.fit(
        inputs,
        leaning,
        all.where(i -> fold.learns()[i]),
        all.where(i -> fold.judges()[i]),
        all,
        earlier(task),
        task.seed(),
        Task.part(task.progress(), 0.4, 1));
  }

  /** A network that saw nothing of what came after the newest landmark, which is judged on. */
  private static Optional<byte[]> earlier(Task task) {
    var landmarks = task.landmarks();
    return task.start()
        .filter(s -> !landmarks.isEmpty())
        .filter(s -> !s.card().dataTo().isAfter(landmarks.getFirst().at()))
        .map(Start::graph);
  }

  /**
   * The network tells customers apart; how much the shop as a whole will sell is the mixture's
   * word.
   */
  private static ZilnModel centred(ZilnModel model, float[][] rows) {
    double[] expected = each(rows, r -> Math.exp(LogisticRegression.logProbability(r[LOG_ODDS])));
    double[] odds = each(rows, r -> model.answer(r).logOdds());
    var likely = model.raised(Loss.LOGISTIC.level(expected, odds), 0, 0);
    return likely.raised(
        0,
        total(rows, r -> r[LOG_ORDERS]) - total(rows, r -> likely.answer(r).logOrders()),
        total(rows, r -> r[LOG_SPEND]) - total(rows, r -> likely.answer(r).logSpend()));
  }

  /** Log of the sum of what the logs stand for. */
  private static double total(float[][] rows, ToDoubleFunction<float[]> log) {
    return Math.log(Arrays.stream(rows).mapToDouble(r -> Math.exp(log.applyAsDouble(r))).sum());
  }

  private static double[] each(float[][] rows, ToDoubleFunction<float[]> value) {
    return Arrays.stream(rows).mapToDouble(value).toArray();
  }
}
