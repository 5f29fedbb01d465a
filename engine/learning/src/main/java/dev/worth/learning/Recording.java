// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.LifeCycle;
import dev.worth.core.scoring.Peers;
import dev.worth.core.scoring.Reference;
import dev.worth.learning.model.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a trained model says of the shop's customers at the cut, written down. */
final class Recording {
  private static final int REFERENCE_CUSTOMERS = 20_000;
  private static final int PEERS = 2_000;
  private static final int VECTORS = 128;

  /** Of customers with an order. */
  static Reference reference(Trained trained, Task task) {
    return Reference.of(
        AtCut.features(task, REFERENCE_CUSTOMERS).stream()
            .filter(features -> features.orderDays() > 0)
            .mapToDouble(f -> trained.predict(f, Reference.NONE).expectedSpend())
            .toArray());
  }

  /** What is normal, by how much is known of a customer. */
  static Peers peers(Trained trained, Task task) {
    return Peers.of(
        AtCut.features(task, PEERS).stream()
            .collect(
                Collectors.groupingBy(
                    LifeCycle::basis,
                    Collectors.mapping(
                        f -> BackboneInputs.row(f, trained.shop().outlook(f)),
                        Collectors.toList()))));
  }

  /** Rows of some customers, and the trainer's own answers. */
  static Vectors vectors(Trained trained, Task task) {
    float[][] rows = AtCut.rows(task, trained.shop(), VECTORS);
    var answers = Arrays.stream(rows).map(trained.model()::answer).toList();
    return new Vectors(
        rows,
        each(answers, Answer::logOdds),
        each(answers, Answer::logOrders),
        each(answers, Answer::logSpend));
  }

  private static double[] each(List<Answer> answers, ToDoubleFunction<Answer> what) {
    return answers.stream().mapToDouble(what).toArray();
  }

  private Recording() {}
}
