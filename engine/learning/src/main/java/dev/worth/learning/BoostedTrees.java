// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static dev.worth.core.scoring.BundleContract.WIDTH;

import dev.worth.core.features.Feature;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.TreeFit.Grown;
import dev.worth.learning.linear.LogisticRegression;
import dev.worth.learning.trees.TreeModel;
import dev.worth.learning.trees.TreeModel.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Boosted trees at the landmarks of a history, on the sleeping renewal mixture, which says how much
 * the shop as a whole will sell and what shape a customer's spend has.
 *
 * @param residual whether the mixture's word is where the trees start from, so that they only
 *     correct it, and only where that is clearly better; otherwise they see the features alone
 */
record BoostedTrees(boolean residual) implements Family {
  private static final int CENTRE_CUSTOMERS = 10_000;
  private static final int LOG_ODDS = FeatureSchema.SIZE;
  private static final int LOG_ORDERS = LOG_ODDS + 1;
  private static final int LOG_SPEND = LOG_ODDS + 2;

  /** Signs of life: who has just looked or filled a cart is no less likely to buy for it. */
  private static final Set<Feature> SIGNS_OF_LIFE =
      Set.of(
          Feature.BROWSING_7D,
          Feature.BROWSING_30D,
          Feature.BROWSING_90D,
          Feature.INTENT_7D,
          Feature.INTENT_30D,
          Feature.INTENT_90D);

  /**
   * @throws IllegalStateException if the native library of the trees is missing, with the remedy
   */
  @Override
  public Trained fit(Task task) {
    var ground = new Ground.Renewal();
    ClosedForm shop = task.made().shop(task, ground);
    task.progress().accept(0.3);
    var blocks = task.made().blocks(task.telling(Task.part(task.progress(), 0.3, 0.6)), ground);
    if (!blocks.teach()) return untaught(task, blocks, shop);
    var trained = grown(task, blocks, shop);
    task.progress().accept(1);
    return trained;
  }

  /** Whether any tree was worth growing for who buys. */
  static boolean correctsOdds(Trained trained) {
    return trained.model() instanceof TreeModel trees && trees.logOdds().forest().size() > 0;
  }

  private Trained untaught(Task task, Blocks blocks, ClosedForm shop) {
    if (!residual) throw FeaturesAlone.tooLittle(blocks, task);
    var passedOn = BackboneAlone.passedOn(BackboneAlone.centre(task, shop));
    return new Trained(shop, passedOn, Map.of("trees", "none"));
  }

  private Trained grown(Task task, Blocks blocks, ClosedForm shop) {
    Sample sample = blocks.sample(blocks.inputs(j -> false, j -> false));
    Sample buyers = sample.where(i -> sample.label()[i].purchased());
    var settings = new TreeMap<String, String>();
    settings.put("landmarks", Integer.toString(blocks.landmarks().size()));
    double[] bought = sample.each(i -> sample.label()[i].purchased() ? 1 : 0);
    float[][] rows = AtCut.rows(task, shop, CENTRE_CUSTOMERS);
    var heads = new Heads(task, blocks, rows, settings);
    var model =
        new TreeModel(
            heads.part("odds", sample, bought, TreeGoal.LOG_ODDS, LOG_ODDS),
            heads.part(
                "orders",
                buyers,
                buyers.each(i -> buyers.label()[i].orders()),
                TreeGoal.LOG_MEAN,
                LOG_ORDERS),
            heads.part(
                "spend",
                buyers,
                buyers.each(i -> buyers.label()[i].spend()),
                TreeGoal.LOG_MEAN,
                LOG_SPEND),
            residual);
    return new Trained(shop, centred(model, rows), settings);
  }

  /** Grows the trees of one answer after the other. */
  private final class Heads {
    private final Task task;
    private final Blocks blocks;
    private final float[][] atCut;
    private final Map<String, String> settings;

    Heads(Task task, Blocks blocks, float[][] atCut, Map<String, String> settings) {
      this.task = task;
      this.blocks = blocks;
      this.atCut = atCut;
      this.settings = settings;
    }

    /** Who buys is judged of everybody, what buyers do of them. */
    Part part(String name, Sample sample, double[] y, TreeGoal goal, int column) {
      boolean[] used = new boolean[WIDTH];
      Arrays.fill(used, 0, residual ? WIDTH : FeatureSchema.SIZE, true);
      used[Feature.LOG_HORIZON.ordinal()] = false;
      double[] known = residual ? known(sample, column) : new double[y.length];
      Grown grown =
          new TreeFit(
                  sample,
                  y,
                  known,
                  goal,
                  blocks.landmarks(),
                  used,
                  rising(goal),
                  residual || goal == TreeGoal.LOG_MEAN,
                  task.seed())
              .grown();
      settings.put(name, grown.setting());
      double usual =
          residual ? Arrays.stream(atCut).mapToDouble(r -> r[column]).average().orElse(0) : 0;
      return new Part(grown.forest(), residual ? column : -1, usual, 0);
    }
  }

  /** What the mixture says: of buyers, as of somebody who buys. */
  private static double[] known(Sample sample, int column) {
    return sample.each(
        i -> {
          float[] row = sample.row()[i];
          return column == LOG_ODDS
              ? row[column]
              : row[column] - LogisticRegression.logProbability(row[LOG_ODDS]);
        });
  }

  private static List<Integer> rising(TreeGoal goal) {
    Integer[] signs = new Integer[WIDTH];
    Arrays.fill(signs, 0);
    if (goal == TreeGoal.LOG_ODDS)
      for (Feature feature : SIGNS_OF_LIFE) signs[feature.ordinal()] = 1;
    return List.of(signs);
  }

  /** Trees tell customers apart; the totals over the customers at the cut are the backbone's. */
  private static TreeModel centred(TreeModel trees, float[][] rows) {
    double[] expected = each(rows, r -> Math.exp(LogisticRegression.logProbability(r[LOG_ODDS])));
    double[] odds = each(rows, r -> trees.answer(r).logOdds());
    var model = trees.raised(TreeGoal.LOG_ODDS.level(expected, odds, 0), 0, 0);
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
}
