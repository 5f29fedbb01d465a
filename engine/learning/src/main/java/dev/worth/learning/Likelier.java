// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.History.Customer;
import dev.worth.learning.btyd.BackboneFit;
import dev.worth.learning.btyd.BackboneFit.Options;

/**
 * Chooses between two closed-form models by the likelihood of the purchases they were fitted to:
 * both have four parameters and speak of the same purchase times.
 */
final class Likelier {
  private static final int MOST_CUSTOMERS = 4_000;
  private static final long MOST_FACTS = 400_000;

  static Options of(Task task, Options one, Options other) {
    var sample =
        new Task(sampled(task), task.horizonDays(), task.seed(), task.progress())
            .startingFrom(task.start());
    return logLikelihood(sample, one) >= logLikelihood(sample, other) ? one : other;
  }

  private static History sampled(Task task) {
    var history = task.history();
    var customers = history.sample(MOST_CUSTOMERS, MOST_FACTS, task.seed());
    return new History(customers, history.cut(), history.currency());
  }

  private static double logLikelihood(Task task, Options option) {
    var history = task.history();
    Backbone backbone =
        BackboneFit.fit(history.purchases(), history.cut(), option, task.backbone());
    double sum = 0;
    for (Customer customer : history.customers()) sum += logLikelihood(customer, task, backbone);
    return sum;
  }

  private static double logLikelihood(Customer customer, Task task, Backbone backbone) {
    var cutoff = new Cutoff(task.history().cut(), task.horizonDays());
    return Examples.features(customer.facts(), cutoff, task.history().currency())
        .filter(features -> features.orderDays() > 0)
        .map(ClosedForm::purchases)
        .map(p -> Backbone.history(p, backbone.clock(), cutoff.at()))
        .map(backbone.purchases()::logLikelihood)
        .orElse(0.0);
  }

  private Likelier() {}
}
