// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Outlook;
import dev.worth.learning.History.Customer;
import java.time.Duration;
import java.time.Instant;

/** What came and what was expected in each of the last weeks, the oldest first. */
final class Weeks {
  private static final int WEEKS = 16;
  private static final int WEEK_DAYS = 7;
  private static final int MOST_CUSTOMERS = 4_000;
  private static final long MOST_FACTS = 1_000_000;

  /** By week and then: came, expected, squared differences; of orders, then of spend. */
  private final double[][] sums = new double[WEEKS][6];

  /** Of a sample of customers, held against what a closed form expects. */
  static Weeks of(Task task, ClosedForm shop) {
    var weeks = new Weeks();
    for (Customer customer : task.history().sample(MOST_CUSTOMERS, MOST_FACTS, task.seed()))
      weeks.add(task.history(), customer, shop);
    return weeks;
  }

  private void add(History history, Customer customer, ClosedForm shop) {
    var state = CustomerState.UNKNOWN;
    int told = 0;
    var facts = customer.facts();
    for (int week = 0; week < WEEKS; week++) {
      Instant start = history.cut().minus(Duration.ofDays((long) WEEK_DAYS * (WEEKS - week)));
      while (told < facts.size() && facts.get(told).at().isBefore(start))
        state = state.evolve(facts.get(told++));
      if (state.totals().facts() == 0) continue;
      add(week, state, new Cutoff(start, WEEK_DAYS), history, customer, shop);
    }
  }

  private void add(
      int week,
      CustomerState state,
      Cutoff cutoff,
      History history,
      Customer customer,
      ClosedForm shop) {
    var features = Features.of(state, cutoff.at(), WEEK_DAYS, history.currency());
    Outlook outlook = shop.outlook(features);
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
    for (double[] week : sums) tide.week(week[3 * which], week[3 * which + 1], week[3 * which + 2]);
    return tide.level();
  }
}
