// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.features.Features;
import dev.worth.core.learning.Trainer;
import dev.worth.core.scoring.ModelCard;
import dev.worth.core.scoring.Scorer;
import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ModelStore;
import dev.worth.ops.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A trained bundle, registered and asked as a serving node would: the contract is checked, the
 * graph is run by the same runtime.
 */
final class BundleModel implements Model {
  private static final int STEPS = 100;

  private final Path folder;
  private final ModelSlot slot;
  private final ModelCard card;
  private final Scorer scorer;

  private BundleModel(Path folder, byte[] bundle, String currency) {
    this.folder = folder;
    var store = ModelStore.open(folder, currency);
    card = store.register(bundle);
    slot = ModelSlot.open(store);
    slot.use(card.version());
    scorer = slot.get();
  }

  /** Families that some trainer on the class path makes, by its own names. */
  static List<String> families() {
    return trainers().flatMap(trainer -> trainer.families().stream()).toList();
  }

  /**
   * @throws BadInput if the histories hold too little to learn from
   */
  static BundleModel train(String family, Shop shop, double horizonDays, long seed) {
    var trainer = trainer(family).orElseThrow(() -> new BadInput("nothing trains " + family));
    var version = "predict-" + family.replace('_', '-');
    var request =
        new Trainer.Request(
            family, version, shop.cut(), horizonDays, shop.currency(), seed, shop.cut());
    try {
      byte[] bundle = train(trainer, shop, request);
      return new BundleModel(Files.createTempDirectory("worth-predict"), bundle, shop.currency());
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder for the model", e);
    }
  }

  private static byte[] train(Trainer trainer, Shop shop, Trainer.Request request) {
    try (var progress = Progress.of("training", STEPS)) {
      return trainer.train(
          shop.histories(), request, share -> progress.at(Math.round(share * STEPS)));
    }
  }

  private static Optional<Trainer> trainer(String family) {
    return trainers().filter(trainer -> trainer.families().contains(family)).findFirst();
  }

  private static Stream<Trainer> trainers() {
    return ServiceLoader.load(Trainer.class).stream().map(ServiceLoader.Provider::get);
  }

  @Override
  public String name() {
    return card.family();
  }

  @Override
  public String learnt() {
    return "settings " + card.settings() + ", measured " + card.metrics();
  }

  @Override
  public Forecast forecast(Features features) {
    var forecast = Forecast.of(scorer.predict(features));
    if (slot.failures() > 0)
      throw new IllegalStateException("the graph of " + card.version() + " fails: see the log");
    return forecast;
  }

  @Override
  public void close() {
    slot.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be removed", e);
    }
  }
}
