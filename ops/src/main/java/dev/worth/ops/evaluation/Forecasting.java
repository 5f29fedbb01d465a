// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.features.Features;
import dev.worth.ops.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** From a file of orders to a file of predictions. */
final class Forecasting {
  private static final double LONGEST_HORIZON = 3_660;

  /**
   * What is asked.
   *
   * @param cut nothing at or after it is looked at
   * @param model a name of {@link Models#names()}
   * @param seed of whatever a model draws
   */
  record Task(
      Path events,
      Path out,
      Instant cut,
      double horizonDays,
      String model,
      long seed,
      String currency) {

    /**
     * @throws BadInput if the answer could not be given
     */
    void check() {
      if (!(horizonDays > 0 && horizonDays <= LONGEST_HORIZON))
        throw new BadInput(
            "horizon of %s days: ask for more than 0 and at most %.0f"
                .formatted(horizonDays, LONGEST_HORIZON));
      Models.check(model);
      PredictionsFile.check(out);
    }
  }

  /**
   * What was done.
   *
   * @param model that answered
   * @param learnt its parameters
   * @param customers with a prediction
   * @param lines of the file
   * @param ignored lines at or after the cut
   * @param repeated lines whose invoice the customer had before
   * @param buyers how many are expected to buy
   * @param orders expected of all
   * @param spend expected of all
   * @param warnings what the caller should know
   */
  record Summary(
      String model,
      String learnt,
      int customers,
      long lines,
      long ignored,
      long repeated,
      double buyers,
      double orders,
      double spend,
      String currency,
      String cut,
      double horizonDays,
      double seconds,
      String out,
      List<String> warnings) {}

  private Forecasting() {}

  /**
   * @throws BadInput if the input cannot be used
   */
  static Summary run(Task task) {
    long start = System.nanoTime();
    task.check();
    var orders = read(task);
    var shop = new Shop(orders, task.cut(), task.currency());
    try (var model = Models.fit(task.model(), shop, task.horizonDays(), task.seed())) {
      var forecasts = forecasts(shop, model, task.horizonDays());
      PredictionsFile.write(task.out(), shop, forecasts);
      return summary(task, orders, shop, model, forecasts, (System.nanoTime() - start) / 1e9);
    }
  }

  private static Orders read(Task task) {
    try (var progress = Progress.of("reading", size(task.events()))) {
      return Orders.read(task.events(), task.cut(), task.currency(), progress);
    }
  }

  private static Forecast[] forecasts(Shop shop, Model model, double horizonDays) {
    try (var progress = Progress.of("predicting", shop.size())) {
      return IntStream.range(0, shop.size())
          .parallel()
          .mapToObj(
              i -> {
                Features features = shop.features(i, horizonDays);
                progress.step(1);
                return model.forecast(features);
              })
          .toArray(Forecast[]::new);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }

  private static Summary summary(
      Task task, Orders read, Shop shop, Model model, Forecast[] all, double seconds) {
    return new Summary(
        model.name(),
        model.learnt(),
        shop.size(),
        read.read(),
        read.ignored(),
        shop.repeated(),
        Arrays.stream(all).mapToDouble(Forecast::p).sum(),
        Arrays.stream(all).mapToDouble(Forecast::orders).sum(),
        Arrays.stream(all).mapToDouble(Forecast::spend).sum(),
        task.currency(),
        task.cut().toString(),
        task.horizonDays(),
        seconds,
        task.out().toString(),
        warnings(task, shop));
  }

  private static List<String> warnings(Task task, Shop shop) {
    var warnings = new ArrayList<String>();
    if (shop.repeated() > 0)
      warnings.add(
          "%d lines repeat an invoice of the same customer and were taken for the same order: give one line per order"
              .formatted(shop.repeated()));
    int learnedFrom = shop.learnedFrom().length;
    if (learnedFrom < shop.size() && BundleModel.families().contains(Models.family(task.model())))
      warnings.add(
          "the model was learned from %,d of %,d customers, drawn by hash: more rows would cost memory and time and gain nothing"
              .formatted(learnedFrom, shop.size()));
    if (shop.lastsDays() < task.horizonDays())
      warnings.add(
          "the history of %.0f days is shorter than the horizon of %.0f: expect wide errors"
              .formatted(shop.lastsDays(), task.horizonDays()));
    return warnings;
  }
}
