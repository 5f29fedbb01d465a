// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.Features;
import dev.worth.protocol.Contribution;
import java.util.ArrayList;
import java.util.function.DoubleUnaryOperator;

/** A model with what was learned since: its contribution is told apart. */
public final class OnlineScorer implements Scorer {
  private final Scorer model;
  private final OnlineLayer layer;

  private OnlineScorer(Scorer model, OnlineLayer layer) {
    this.model = model;
    this.layer = layer;
  }

  /** The model itself where nothing was learned on top of it. */
  public static Scorer of(Scorer model, OnlineLayer layer) {
    return layer.version().equals(model.version()) ? new OnlineScorer(model, layer) : model;
  }

  @Override
  public String version() {
    return model.version();
  }

  @Override
  public Prediction predict(Features features) {
    Prediction plain = model.predict(features);
    return plain.standIn().isPresent() ? plain : plain.shifted(shift(plain.logOdds(), features));
  }

  /** What was learned moves the model's whole curve as it moves the prediction. */
  @Override
  public DoubleUnaryOperator purchases(Features features) {
    double shift = predict(features).online();
    var plain = model.purchases(features);
    return days -> moved(plain.applyAsDouble(days), shift);
  }

  private static double moved(double p, double shift) {
    return shift == 0 ? p : 1 / (1 + Math.exp(-BackboneInputs.logOdds(p) - shift));
  }

  @Override
  public Explanation explain(Features features) {
    var plain = model.explain(features);
    double shift = predict(features).online();
    if (shift == 0) return plain;
    var parts = new ArrayList<>(plain.contributions());
    parts.add(
        new Contribution(
            "online",
            "Learned from outcomes since the model was trained",
            "模型训练后由新结果学到的修正",
            shift,
            "log odds",
            shift));
    return new Explanation(plain.base(), Contributions.sorted(parts), plain.method());
  }

  private double shift(double logOdds, Features features) {
    return layer.shift(logOdds, LifeCycle.stage(features), LifeCycle.basis(features));
  }
}
