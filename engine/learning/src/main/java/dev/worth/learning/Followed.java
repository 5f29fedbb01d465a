// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.BundleContract;
import dev.worth.learning.Regression.Loss;
import dev.worth.learning.linear.LogisticRegression;
import dev.worth.learning.model.Model;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A family whose level follows the newest weeks. What was learned of a long history tells customers
 * apart; how much the shop sells now may have changed since (prices, a competitor, a campaign), and
 * labels of a whole horizon tell it late. So each of the last weeks is held against what the closed
 * form expects of it, without waiting for a horizon, and the totals are moved as far as the weeks
 * agree ({@link Tide}).
 *
 * @param inner what is followed up
 */
record Followed(Family inner) implements Family {
  /** With fewer orders expected in all weeks together, nothing is moved. */
  private static final double LEAST_ORDERS = 50;

  private static final int CENTRE_CUSTOMERS = 4_000;
  private static final int LOG_ODDS = BundleContract.WIDTH - 3;
  private static final int LOG_ORDERS = BundleContract.WIDTH - 2;
  private static final int LOG_SPEND = BundleContract.WIDTH - 1;

  @Override
  public Trained fit(Task task) {
    var trained = inner.fit(task.telling(Task.part(task.progress(), 0, 0.8)));
    var weeks = task.made().weeks(task, trained.shop());
    var moved = weeks.orders() < LEAST_ORDERS ? trained : moved(task, trained, weeks);
    task.progress().accept(1);
    return moved;
  }

  private static Trained moved(Task task, Trained trained, Weeks weeks) {
    double orders = weeks.level(0);
    double spend = weeks.level(1);
    float[][] rows = AtCut.rows(task, trained.shop(), CENTRE_CUSTOMERS);
    var settings = new TreeMap<>(trained.settings());
    settings.put("level_orders", String.format(Locale.ROOT, "%.4f", orders));
    settings.put("level_spend", String.format(Locale.ROOT, "%.4f", spend));
    return new Trained(trained.shop(), levelled(trained.model(), rows, orders, spend), settings);
  }

  /**
   * The totals over the customers at the cut become the closed form's, raised by the level: as many
   * buy as if everybody's rate of buying were so much higher, and orders and spend follow.
   */
  private static Model levelled(Model slopes, float[][] rows, double orders, double spend) {
    double[] target = each(rows, r -> -Math.expm1(Math.exp(orders) * logNone(r[LOG_ODDS])));
    double odds = Loss.LOGISTIC.level(target, each(rows, r -> slopes.answer(r).logOdds()));
    var model = slopes.raised(odds, 0, 0);
    return model.raised(
        0,
        orders + total(rows, r -> r[LOG_ORDERS]) - total(rows, r -> model.answer(r).logOrders()),
        spend + total(rows, r -> r[LOG_SPEND]) - total(rows, r -> model.answer(r).logSpend()));
  }

  /** Log of the probability of no purchase. */
  private static double logNone(double logOdds) {
    return LogisticRegression.logProbability(-logOdds);
  }

  private static double[] each(float[][] rows, ToDoubleFunction<float[]> value) {
    return Arrays.stream(rows).mapToDouble(value).toArray();
  }

  /** Log of the sum of what the logs stand for. */
  private static double total(float[][] rows, ToDoubleFunction<float[]> log) {
    return Math.log(Arrays.stream(rows).mapToDouble(r -> Math.exp(log.applyAsDouble(r))).sum());
  }
}
