// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.Reference;
import dev.worth.learning.linear.LinearModel.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a trained model says of the shop's customers at the cut, written down. */
final class Recording {
  private static final int REFERENCE_CUSTOMERS = 20_000;
  private static final int VECTORS = 128;
  private static final long MOST_FACTS = 1_000_000;

  /** Of customers with an order; of everybody in a shop that has none. */
  static Reference reference(Trained trained, Task task) {
    var cutoff = new Cutoff(task.history().cut(), task.horizonDays());
    var spends = new ArrayList<Double>();
    for (var customer : task.history().sample(REFERENCE_CUSTOMERS, MOST_FACTS, task.seed()))
      Examples.features(customer.facts(), cutoff, task.history().currency())
          .filter(features -> features.orderDays() > 0)
          .map(features -> trained.predict(features, Reference.NONE).expectedSpend())
          .ifPresent(spends::add);
    return Reference.of(spends.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Rows of some customers, and the trainer's own answers. */
  static Vectors vectors(Trained trained, Task task) {
    var cutoff = new Cutoff(task.history().cut(), task.horizonDays());
    var rows = new ArrayList<float[]>();
    for (var customer : task.history().sample(VECTORS, MOST_FACTS, task.seed()))
      Examples.features(customer.facts(), cutoff, task.history().currency())
          .map(features -> BackboneInputs.row(features, trained.shop().outlook(features)))
          .ifPresent(rows::add);
    var answers = rows.stream().map(trained.model()::answer).toList();
    return new Vectors(
        rows.toArray(new float[0][]),
        each(answers, Answer::logOdds),
        each(answers, Answer::logOrders),
        each(answers, Answer::logSpend));
  }

  private static double[] each(List<Answer> answers, ToDoubleFunction<Answer> what) {
    return answers.stream().mapToDouble(what).toArray();
  }

  private Recording() {}
}
