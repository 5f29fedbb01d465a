// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import dev.worth.learning.deep.Descent.Pace;
import dev.worth.learning.deep.ZilnNet.Deviations;
import dev.worth.learning.deep.ZilnNet.Start;
import dev.worth.learning.linear.Inputs;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.DoubleStream;

/**
 * Trains a {@link ZilnModel}: how long is learned on the earlier rows and judged on the later ones
 * (early stopping), as is how far the network's means are to be trusted; then all rows are learned
 * from for as long. One thread, seeded: the same rows give the same weights.
 */
public final class ZilnFit {
  private static final Pace PACE = new Pace(1e-3, 0.05, 256);
  private static final int MOST_EPOCHS = 40;

  /** Epochs without a better judgement after which learning ends. */
  private static final int PATIENCE = 5;

  /** Fewer than this on either side judge nothing, fewer payers no mean. */
  private static final int LEAST_ROWS = 40;

  private static final double[] TRUSTS = {0, 0.25, 0.5, 0.75, 1};

  /** Of payers: the rest of their means' misses do not move the level. */
  private static final double WINSORISED = 0.995;

  private static final double FARTHEST_LEVEL = Math.log(2);

  /** A deviation of log spend where too few have paid to know one. */
  private static final double USUAL_DEVIATION = 1;

  private static final double LEAST_DEVIATION = 0.05;

  private ZilnFit() {}

  /**
   * What was learned.
   *
   * @param epochs of learning, as judged best
   * @param before the loss on the judging rows when nothing had been learned
   * @param after the same at its best
   */
  public record Fitted(ZilnModel model, int epochs, double before, double after) {}

  private record Stopped(Weights weights, int epochs, double before, double after) {}

  /**
   * @param inputs how rows are standardised
   * @param leaning see {@link ZilnNet}
   * @param learns rows whose outcomes were known before those of the others began
   * @param judges rows that say when to stop
   * @param all what is learned from in the end
   * @param earlier the graph of a network to start from, which must not have seen what is judged
   * @param progress is told the finished share, 0 to 1
   * @throws IllegalStateException if the native library cannot be loaded, with the remedy
   */
  public static Fitted fit(
      Inputs inputs,
      boolean leaning,
      ZilnRows learns,
      ZilnRows judges,
      ZilnRows all,
      Optional<byte[]> earlier,
      long seed,
      DoubleConsumer progress) {
    var net = new ZilnNet(inputs, deviations(all), leaning);
    boolean judged = learns.size() >= LEAST_ROWS && judges.size() >= LEAST_ROWS;
    if (!judged) return new Fitted(model(net, start(net, all, seed), 0, all), 0, 0, 0);
    var first = start(net, learns, seed);
    var from = earlier.flatMap(graph -> OnnxWeights.of(graph, first));
    var stopped =
        stopped(net, from.orElse(first), learns, judges, seed, s -> progress.accept(0.6 * s));
    double trust = trust(net, stopped.weights(), learns, judges);
    var weights =
        trained(net, from.orElseGet(() -> start(net, all, seed)), all, stopped.epochs(), seed);
    progress.accept(1);
    return new Fitted(
        model(net, weights, trust, all), stopped.epochs(), stopped.before(), stopped.after());
  }

  private static Deviations deviations(ZilnRows rows) {
    double[] logs = rows.logSpends().toArray();
    double seen = logs.length < LEAST_ROWS ? USUAL_DEVIATION : ZilnRows.deviation(logs);
    return new Deviations(LEAST_DEVIATION, Math.max(2 * LEAST_DEVIATION, seen));
  }

  private static Weights start(ZilnNet net, ZilnRows rows, long seed) {
    return net.start(start(net, rows), new SplittableRandom(seed));
  }

  /** The same for everybody, or for a leaning network what its known part lacks on the whole. */
  private static Start start(ZilnNet net, ZilnRows rows) {
    double[] orders = rows.buyers().mapToDouble(i -> Math.log(rows.labels()[i].orders())).toArray();
    double[] location =
        rows.payers()
            .mapToDouble(
                i ->
                    Math.log(rows.labels()[i].spend())
                        - (net.leaning() ? credible(rows.rows()[i]) : 0))
            .toArray();
    double share = (rows.buyers().count() + 0.5) / (rows.size() + 1.0);
    return new Start(
        net.leaning() ? 0 : Math.log(share / (1 - share)),
        net.leaning() ? 0 : mean(orders),
        mean(location),
        ZilnRows.deviation(location));
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(0);
  }

  private static Stopped stopped(
      ZilnNet net,
      Weights start,
      ZilnRows learns,
      ZilnRows judges,
      long seed,
      DoubleConsumer progress) {
    try (var descent = descent(net, learns, start);
        var learning = tensors(learns);
        var judging = tensors(judges)) {
      double before = descent.judged(judging);
      var best = new Stopped(start, 0, before, before);
      var random = new SplittableRandom(seed + 1);
      for (int epoch = 1; epoch <= Math.min(MOST_EPOCHS, best.epochs() + PATIENCE); epoch++) {
        descent.epoch(learning, random);
        double judged = descent.judged(judging);
        if (judged < best.after()) best = new Stopped(descent.weights(), epoch, before, judged);
        progress.accept((double) epoch / MOST_EPOCHS);
      }
      return best;
    }
  }

  private static Weights trained(ZilnNet net, Weights start, ZilnRows rows, int epochs, long seed) {
    try (var descent = descent(net, rows, start);
        var learning = tensors(rows)) {
      var random = new SplittableRandom(seed + 1);
      for (int epoch = 1; epoch <= epochs; epoch++) descent.epoch(learning, random);
      return descent.weights();
    }
  }

  private static Descent descent(ZilnNet net, ZilnRows rows, Weights start) {
    var loss = new ZilnLoss(rows.dispersion());
    return new Descent(
        start, (ops, inputs, outcomes) -> loss.of(ops, net.heads(ops, inputs), outcomes), PACE);
  }

  private static Descent.Rows tensors(ZilnRows rows) {
    return Descent.Rows.of(Matrix.of(rows.rows()), ZilnLoss.columns(rows.labels()));
  }

  /**
   * How far the network's means are trusted: what makes the later spends likeliest, as gamma
   * deviance, whose best mean is the true one however heavy the tail.
   */
  private static double trust(ZilnNet net, Weights weights, ZilnRows learns, ZilnRows judges) {
    if (judges.payers().count() < LEAST_ROWS) return 0;
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double trust : TRUSTS) {
      var model = model(net, weights, trust, learns);
      double deviance = deviance(model, judges);
      if (!(deviance < least)) continue;
      least = deviance;
      best = trust;
    }
    return best;
  }

  private static double deviance(ZilnModel model, ZilnRows judges) {
    return judges
        .payers()
        .mapToDouble(
            i -> {
              double log = perBuyer(model, judges.rows()[i]);
              return log + judges.labels()[i].spend() / Math.exp(log);
            })
        .average()
        .orElseThrow();
  }

  /** The model whose buyers' means add up to what they spent, the farthest misses cut. */
  private static ZilnModel model(ZilnNet net, Weights weights, double trust, ZilnRows rows) {
    var model = new ZilnModel(net, weights, trust, ZilnModel.AS_IT_IS);
    double[] expected = rows.payers().mapToDouble(i -> perBuyer(model, rows.rows()[i])).toArray();
    if (expected.length < LEAST_ROWS) return model;
    double[] spent = rows.logSpends().toArray();
    double[] misses = spent.clone();
    Arrays.setAll(misses, i -> spent[i] - expected[i]);
    double[] sorted = Arrays.stream(misses).sorted().toArray();
    double most = sorted[(int) (WINSORISED * (sorted.length - 1))];
    double total = 0;
    double known = 0;
    for (int i = 0; i < misses.length; i++) {
      total += Math.exp(expected[i] + Math.min(most, misses[i]));
      known += Math.exp(expected[i]);
    }
    double level = Math.log(total / known);
    return model.raised(0, 0, Math.max(-FARTHEST_LEVEL, Math.min(FARTHEST_LEVEL, level)));
  }

  /** Log of what a buyer is expected to spend. */
  private static double perBuyer(ZilnModel model, float[] row) {
    var answer = model.answer(row);
    return answer.logSpend() + Math.log1p(Math.exp(-answer.logOdds()));
  }

  /** The same by the closed form alone. */
  private static double credible(float[] row) {
    return row[ZilnNet.LOG_SPEND] + Math.log1p(Math.exp(-row[ZilnNet.LOG_ODDS]));
  }
}
