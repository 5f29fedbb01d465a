// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.Explanation;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Scorer;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Answers as the scorer in it does, and lets others see what was asked and answered.
 *
 * @param counting present while a version is tried
 */
record Observed(
    Scorer scorer, Requests requests, Optional<Shadow> shadow, Optional<Counting> counting)
    implements Scorer {
  @Override
  public String version() {
    return scorer.version();
  }

  @Override
  public Prediction predict(Features features) {
    requests.record(features);
    return shadow.isPresent() || counting.isPresent()
        ? watched(features)
        : scorer.predict(features);
  }

  private Prediction watched(Features features) {
    long began = System.nanoTime();
    Prediction prediction = scorer.predict(features);
    long nanos = System.nanoTime() - began;
    if (counting.isPresent()) counting.get().add(prediction, nanos);
    if (shadow.isPresent()) shadow.get().compare(features, prediction, nanos);
    return prediction;
  }

  @Override
  public DoubleUnaryOperator purchases(Features features) {
    return scorer.purchases(features);
  }

  @Override
  public Explanation explain(Features features) {
    return scorer.explain(features);
  }
}
