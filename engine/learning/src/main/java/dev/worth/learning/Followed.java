// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.Outlook;
import dev.worth.learning.History.Customer;
import dev.worth.learning.Regression.Loss;
import dev.worth.learning.linear.LinearModel;
import dev.worth.learning.linear.LogisticRegression;
import java.time.Duration;
import java.time.Instant;
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
  private static final int WEEKS = 16;
  private static final int WEEK_DAYS = 7;
  private static final int MOST_CUSTOMERS = 4_000;
  private static final long MOST_FACTS = 1_000_000;

  /** With fewer orders expected in all weeks together, nothing is moved. */
  private static final double LEAST_ORDERS = 50;

  private static final int CENTRE_CUSTOMERS = 4_000;
  private static final int LOG_ODDS = BundleContract.WIDTH - 3;
  private static final int LOG_ORDERS = BundleContract.WIDTH - 2;
  private static final int LOG_SPEND = BundleContract.WIDTH - 1;

  @Override
  public Trained fit(Task task) {
    var trained =
        inner.fit(
            new Task(
                task.history(),
                task.horizonDays(),
                task.seed(),
                Task.part(task.progress(), 0, 0.8)));
    var weeks = new Weeks();
    for (Customer customer : task.history().sample(MOST_CUSTOMERS, MOST_FACTS, task.seed()))
      weeks.add(task.history(), customer, trained);
    var moved = weeks.orders() < LEAST_ORDERS ? trained : moved(task, trained, weeks);
    task.progress().accept(1);
    return moved;
  }

  private static Trained moved(Task task, Trained trained, Weeks weeks) {
    if (!(trained.model() instanceof LinearModel model)) return trained;
    double orders = weeks.level(0);
    double spend = weeks.level(1);
    float[][] rows = AtCut.rows(task, trained.shop(), CENTRE_CUSTOMERS);
    var settings = new TreeMap<>(trained.settings());
    settings.put("level_orders", String.format(Locale.ROOT, "%.4f", orders));
    settings.put("level_spend", String.format(Locale.ROOT, "%.4f", spend));
    return new Trained(trained.shop(), levelled(model, rows, orders, spend), settings);
  }

  /**
   * The totals over the customers at the cut become the closed form's, raised by the level: as many
   * buy as if everybody's rate of buying were so much higher, and orders and spend follow.
   */
  private static LinearModel levelled(
      LinearModel slopes, float[][] rows, double orders, double spend) {
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

  /** What came and what was expected in each of the last weeks, the oldest first. */
  private static final class Weeks {
    /** By week and then: came, expected, squared differences; of orders, then of spend. */
    private final double[][] sums = new double[WEEKS][6];

    void add(History history, Customer customer, Trained trained) {
      var state = CustomerState.UNKNOWN;
      int told = 0;
      var facts = customer.facts();
      for (int week = 0; week < WEEKS; week++) {
        Instant start = history.cut().minus(Duration.ofDays((long) WEEK_DAYS * (WEEKS - week)));
        while (told < facts.size() && facts.get(told).at().isBefore(start))
          state = state.evolve(facts.get(told++));
        if (state.totals().facts() == 0) continue;
        add(week, state, new Cutoff(start, WEEK_DAYS), history, customer, trained);
      }
    }

    private void add(
        int week,
        CustomerState state,
        Cutoff cutoff,
        History history,
        Customer customer,
        Trained trained) {
      var features = Features.of(state, cutoff.at(), WEEK_DAYS, history.currency());
      Outlook outlook = trained.shop().outlook(features);
      Label label = Examples.label(customer.facts(), cutoff, history.currency());
      add(sums[week], 0, label.orders(), outlook.expectedOrders());
      add(sums[week], 3, label.spend(), outlook.expectedSpend());
    }

    private static void add(double[] sums, int from, double came, double expected) {
      sums[from] += came;
      sums[from + 1] += expected;
      sums[from + 2] += (came - expected) * (came - expected);
    }

    double orders() {
      double all = 0;
      for (double[] week : sums) all += week[1];
      return all;
    }

    /** Of orders (0) or of spend (1). */
    double level(int which) {
      var tide = new Tide();
      for (double[] week : sums)
        tide.week(week[3 * which], week[3 * which + 1], week[3 * which + 2]);
      return tide.level();
    }
  }
}
