// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.features.FeatureSchema;
import dev.worth.core.learning.Trainer;
import dev.worth.core.scoring.Conformal;
import dev.worth.core.scoring.ModelCard;
import dev.worth.learning.Tuning.Tuned;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * Trains every family of this release. Deterministic: the same histories and request give the same
 * bytes, whatever the order of the map. Single-threaded, and bounded by sampling customers.
 */
public final class WorthTrainer implements Trainer {
  private static final String UNRELEASED = "unreleased";

  @Override
  public List<String> families() {
    return Family.names();
  }

  @Override
  public byte[] train(
      Map<CustomerId, List<CustomerEvent>> histories, Request request, DoubleConsumer progress) {
    Family.named(request.family());
    var history = History.of(histories, request.cut(), request.currency());
    checkOrders(history, histories.size());
    var begun = Begun.of(request);
    var task =
        new Task(history, request.horizonDays(), request.seed(), progress)
            .startingFrom(begun.start());
    progress.accept(0.05);
    var tuned =
        Tuning.of(
            begun.candidates(request),
            request.tries(),
            task.telling(Task.part(progress, 0.05, 0.6)));
    Trained trained = tuned.chosen().family().fit(task.telling(Task.part(progress, 0.6, 0.95)));
    var card = card(trained, task, request, begun, tuned);
    var bundle = bundle(trained, task, card, intervals(tuned, task));
    progress.accept(1);
    return bundle;
  }

  private static Conformal intervals(Tuned tuned, Task task) {
    var older = tuned.backtest().flatMap(newest -> Backtest.older(tuned.chosen().family(), task));
    var both = Stream.of(tuned.backtest(), older).flatMap(Optional::stream).toList();
    return ConformalFit.of(both, task.history().cut());
  }

  private static byte[] bundle(Trained trained, Task task, ModelCard card, Conformal intervals) {
    return BundleWriter.write(
        new BundleWriter.Parts(
            card,
            trained.model().graph(),
            trained.shop(),
            Recording.reference(trained, task),
            Recording.peers(trained, task),
            intervals,
            Recording.vectors(trained, task)));
  }

  private static ModelCard card(
      Trained trained, Task task, Request request, Begun begun, Tuned tuned) {
    var settings = new TreeMap<>(trained.settings());
    settings.put("horizon_days", Double.toString(request.horizonDays()));
    settings.putAll(begun.settings());
    settings.putAll(tuned.settings());
    var metrics = new TreeMap<>(tuned.backtest().map(CardMetrics::of).orElse(Map.of()));
    metrics.putAll(tuned.metrics());
    metrics.put("facts", (double) task.history().facts());
    metrics.put("orders", (double) task.history().orders());
    return new ModelCard(
        request.version(),
        tuned.chosen().name(),
        request.trainedAt(),
        task.history().from(),
        request.cut(),
        task.history().customers().size(),
        request.currency(),
        FeatureSchema.FINGERPRINT,
        request.seed(),
        settings,
        metrics,
        codeVersion(),
        Map.of());
  }

  private static String codeVersion() {
    return Objects.requireNonNullElse(
        WorthTrainer.class.getPackage().getImplementationVersion(), UNRELEASED);
  }

  private static void checkOrders(History history, int given) {
    if (history.orders() > 0) return;
    throw new IllegalArgumentException(
        "no order before %s among %d customers (%d known by then): a model needs at least one; send or import orders, or move the cut"
            .formatted(history.cut(), given, history.customers().size()));
  }
}
