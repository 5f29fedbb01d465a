// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import dev.worth.core.learning.Metrics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures of answers beside the truth, by name. */
final class Figures {
  private Figures() {}

  static Map<String, Double> of(Outcome outcome, double[] y, double[] answers) {
    return outcome.isBinary() ? classes(y, answers) : numbers(y, answers);
  }

  /** Right answers when whatever is likelier is said. */
  private static Map<String, Double> classes(double[] y, double[] p) {
    boolean[] truth = new boolean[y.length];
    int right = 0;
    for (int i = 0; i < y.length; i++) {
      truth[i] = y[i] > 0.5;
      if (truth[i] == p[i] > 0.5) right++;
    }
    var m = Metrics.purchase(truth, p);
    var figures = new LinkedHashMap<String, Double>();
    figures.put("auc", m.auc());
    figures.put("pr_auc", m.prAuc());
    figures.put("log_loss", m.logLoss());
    figures.put("brier", m.brier());
    figures.put("ece10", m.ece10());
    figures.put("accuracy", (double) right / y.length);
    return figures;
  }

  private static Map<String, Double> numbers(double[] y, double[] answers) {
    double mean = Arrays.stream(y).average().orElse(0);
    double rmse = Metrics.rmse(y, answers);
    double square = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    var figures = new LinkedHashMap<String, Double>();
    figures.put("rmse", rmse);
    figures.put("mae", Metrics.mae(y, answers));
    figures.put("r2", 1 - rmse * rmse / square);
    figures.put("spearman", Metrics.spearman(y, answers));
    figures.put("bias_pct", Metrics.biasPct(y, answers));
    return figures;
  }
}
