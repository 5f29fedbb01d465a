// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Example;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Metrics;
import dev.worth.core.learning.Trainer;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Prediction;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.JournalReader;
import dev.worth.node.journal.StoredEvent;
import dev.worth.ops.terminal.Progress;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Training as the trainer's process does it: the histories come from the journal, the trainer by
 * ServiceLoader.
 */
final class Learning {
  /** What the names of customers begin with in every journal. */
  private static final String PREFIX = "customer|";

  private final Map<CustomerId, List<CustomerEvent>> histories;
  private final Trainer.Request request;

  Learning(Map<CustomerId, List<CustomerEvent>> histories, Trainer.Request request) {
    this.histories = histories;
    this.request = request;
  }

  /** Every customer's facts in journal order. */
  static Map<CustomerId, List<CustomerEvent>> histories(Path journal) {
    var histories = new LinkedHashMap<CustomerId, List<CustomerEvent>>();
    try (var reader = JournalReader.open(journal);
        var events = reader.events(0)) {
      events
          .filter(event -> event.persistenceId().startsWith(PREFIX))
          .forEach(
              event ->
                  histories
                      .computeIfAbsent(customer(event), c -> new ArrayList<>(8))
                      .add(fact(event)));
    }
    return histories;
  }

  private static CustomerId customer(StoredEvent event) {
    return new CustomerId(event.persistenceId().substring(PREFIX.length()));
  }

  private static CustomerEvent fact(StoredEvent event) {
    return FactCodec.fromCbor(event.payload().bytes());
  }

  /** The bundle. */
  byte[] train() {
    var trainer =
        ServiceLoader.load(Trainer.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no trainer is on the class path: put worth-learning on it"));
    try (var progress = Progress.of("training", 100)) {
      return trainer.train(histories, request, share -> progress.at(Math.round(100 * share)));
    }
  }

  /**
   * What the scorer that is always there would have foretold one horizon before the end, against
   * what came; empty when the history is shorter.
   */
  Map<String, Double> baseline() {
    long millis = Math.round(request.horizonDays() * 86_400_000);
    Instant moment = request.cut().minus(Duration.ofMillis(millis));
    var cutoff = new Cutoff(moment, request.horizonDays());
    var examples = new ArrayList<Example>();
    for (var facts : histories.values()) {
      Examples.of(facts, cutoff, request.currency())
          .filter(example -> example.features().orderDays() > 0)
          .ifPresent(examples::add);
    }
    return examples.isEmpty() ? Map.of() : measured(examples);
  }

  private static Map<String, Double> measured(List<Example> examples) {
    int n = examples.size();
    boolean[] bought = new boolean[n];
    double[] p = new double[n];
    double[] spend = new double[n];
    double[] expected = new double[n];
    var baseline = new Baseline();
    for (int i = 0; i < n; i++) {
      Prediction prediction = baseline.predict(examples.get(i).features());
      bought[i] = examples.get(i).label().purchased();
      p[i] = prediction.purchaseProbability();
      spend[i] = examples.get(i).label().spend();
      expected[i] = prediction.expectedSpend();
    }
    var metrics = new TreeMap<String, Double>();
    metrics.put("backtest_customers", (double) n);
    metrics.put("auc", Metrics.auc(bought, p));
    metrics.put("log_loss", Metrics.logLoss(bought, p));
    metrics.put("spend_bias_pct", Metrics.biasPct(spend, expected));
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }
}
