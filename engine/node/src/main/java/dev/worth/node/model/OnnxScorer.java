// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnxruntime.OrtException;
import dev.worth.core.features.Features;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.Contributions;
import dev.worth.core.scoring.Explanation;
import dev.worth.core.scoring.LifeCycle;
import dev.worth.core.scoring.Outlook;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.SpendShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * A bundle that answers. When its graph fails or gives no number, the baseline answers in its place
 * and the failure is counted.
 */
final class OnnxScorer implements Scorer {
  private static final Set<String> NEEDED =
      Set.of(BundleContract.LOG_ODDS, BundleContract.LOG_ORDERS, BundleContract.LOG_SPEND);
  private static final Set<String> ALL = Set.copyOf(Graph.OUTPUTS);

  private static final int WARM_UPS = 64;

  private final Bundle bundle;
  private final Graph graph;
  private final Set<String> forPrediction;
  private final Baseline baseline = new Baseline();
  private final LongAdder failures;

  /**
   * @param failures counts the answers the baseline gave instead
   * @throws OrtException if the runtime cannot load the graph
   */
  OnnxScorer(Bundle bundle, LongAdder failures) throws OrtException {
    this.bundle = bundle;
    this.failures = failures;
    this.graph = new Graph(bundle.graph());
    this.forPrediction = graph.offered(Stream.concat(NEEDED.stream(), Graph.OPTIONAL.stream()));
  }

  @Override
  public String version() {
    return bundle.card().version();
  }

  @Override
  public Prediction predict(Features features) {
    try {
      var learned = learned(features);
      Outlook outlook = bundle.closedForm().outlook(learned);
      var levels = bundle.intervals().levels(LifeCycle.stage(features));
      var out = run(BackboneInputs.row(learned, outlook), forPrediction);
      var at = prediction(outlook, out, levels);
      if (learned == features) return at;
      return BackboneInputs.carried(bundle.closedForm().outlook(features), outlook, at, levels);
    } catch (OrtException | RuntimeException e) {
      failures.increment();
      return baseline.predict(features).by(baseline.version());
    }
  }

  /** One run of the graph for all horizons. */
  @Override
  public DoubleUnaryOperator purchases(Features features) {
    try {
      var learned = learned(features);
      Outlook outlook = bundle.closedForm().outlook(learned);
      var out = run(BackboneInputs.row(learned, outlook), forPrediction);
      double own = BackboneInputs.logOdds(outlook.pPurchase());
      return bundle.closedForm().curve(features, one(out, BundleContract.LOG_ODDS) - own);
    } catch (OrtException | RuntimeException e) {
      failures.increment();
      return baseline.purchases(features);
    }
  }

  /** The same customer, asked about the horizon that the graph has learned. */
  private Features learned(Features features) {
    return features.within(bundle.horizonDays().orElse(features.horizonDays()));
  }

  /** Asks for every output, so that it fails exactly where {@link #predict} does. */
  @Override
  public Explanation explain(Features features) {
    try {
      var learned = learned(features);
      Outlook outlook = bundle.closedForm().outlook(learned);
      float[] row = BackboneInputs.row(learned, outlook);
      return explanation(features, outlook, row, run(row, ALL));
    } catch (OrtException | RuntimeException e) {
      failures.increment();
      return baseline.explain(features);
    }
  }

  /** Runs what was asked of others lately, so that nobody is answered by cold code; uncounted. */
  void warm(List<Features> questions, Pace pace) throws OrtException {
    for (float[] row : bundle.vectors().inputs()) {
      run(row, ALL);
      pace.step();
    }
    for (Features asked : questions.subList(0, Math.min(WARM_UPS, questions.size()))) {
      var features = learned(asked);
      graph.run(BackboneInputs.row(features, bundle.closedForm().outlook(features)), ALL);
      pace.step();
    }
  }

  private Prediction prediction(Outlook outlook, Map<String, float[]> out, List<Double> levels) {
    return BackboneInputs.prediction(
        outlook,
        one(out, BundleContract.LOG_ODDS),
        one(out, BundleContract.LOG_ORDERS),
        one(out, BundleContract.LOG_SPEND),
        shape(out),
        bundle.reference(),
        levels);
  }

  private static Optional<SpendShape> shape(Map<String, float[]> out) {
    return Optional.ofNullable(out.get(BundleContract.SPEND_SHAPE))
        .map(shape -> new SpendShape(shape[0], shape[1]));
  }

  /** What rounding the parts to floats has lost goes to the base, so that the sum is exact. */
  private Explanation explanation(
      Features features, Outlook outlook, float[] row, Map<String, float[]> out) {
    float[] parts = output(out, BundleContract.CONTRIBUTIONS);
    double base = one(out, BundleContract.LOG_ODDS);
    for (float part : parts) base -= part;
    var all = new ArrayList<>(named(learned(features)).of(row, parts));
    double learned = bundle.horizonDays().orElse(features.horizonDays());
    if (learned != features.horizonDays())
      all.add(Contributions.horizon(features.horizonDays(), learned, carried(features, outlook)));
    return new Explanation(base, Contributions.sorted(all), bundle.explainedBy());
  }

  private double carried(Features features, Outlook learned) {
    double asked = bundle.closedForm().outlook(features).pPurchase();
    return BackboneInputs.logOdds(asked) - BackboneInputs.logOdds(learned.pPurchase());
  }

  /** With the customer's own normal of the rhythm: what it said when they had just ordered. */
  private Contributions named(Features features) {
    float[] fresh =
        features
            .justOrdered()
            .map(then -> BackboneInputs.of(bundle.closedForm().outlook(then)))
            .orElse(new float[0]);
    return new Contributions(features, bundle.peers(), fresh);
  }

  private Map<String, float[]> run(float[] row, Set<String> outputs) throws OrtException {
    Map<String, float[]> out = graph.run(row, outputs);
    for (String name : NEEDED) {
      if (!Float.isFinite(output(out, name)[0])) {
        throw new ArithmeticException(name + " is no number");
      }
    }
    return out;
  }

  private static double one(Map<String, float[]> out, String name) {
    return output(out, name)[0];
  }

  static float[] output(Map<String, float[]> out, String name) {
    return Objects.requireNonNull(out.get(name), name);
  }

  /** No more calls will come; the native session closes after those under way. */
  void retire() {
    graph.retire();
  }

  boolean isOpen() {
    return graph.isOpen();
  }
}
