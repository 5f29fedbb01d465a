// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.learning.Trainer;
import dev.worth.node.model.ModelStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training, in this process or as the whole of another one. Ends when the process that started
 * it is gone; a lock beside the data lets no two train at once, whoever started them.
 */
final class TrainerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerProcess.class);
  static final String PROGRESS = "progress ";

  /** The first trainer on the class path. */
  static Optional<Trainer> trainer() {
    try {
      return ServiceLoader.load(Trainer.class).findFirst();
    } catch (ServiceConfigurationError e) {
      LOG.error("the trainer on the class path cannot be used", e);
      return Optional.empty();
    }
  }

  public static void main(String[] args) throws IOException {
    var file = new RunFile(Path.of(args[0]));
    endWithParent();
    train(file, share -> System.out.println(PROGRESS + share));
    System.exit(0);
  }

  private static void endWithParent() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // the parent is gone all the same
              }
              Runtime.getRuntime().halt(3);
            });
  }

  /** Trains what the folder asks for; a bundle that is there already is not made again. */
  static void train(RunFile file, DoubleConsumer progress) throws IOException {
    Path lock = file.folder().resolveSibling("lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (held.isValid() && file.bundle().isEmpty()) make(file, progress);
    }
  }

  private static void make(RunFile file, DoubleConsumer progress) {
    var asked = file.asked();
    Run run = asked.run();
    var histories = Histories.of(Path.of(asked.journal()), run);
    var request =
        new Trainer.Request(
            run.family(),
            run.version(),
            run.cut(),
            run.horizonDays(),
            run.currency(),
            run.seed(),
            run.startedAt(),
            run.tries(),
            run.start().map(start -> start(start, file)));
    file.keep(trainer().orElseThrow().train(histories, request, progress));
  }

  /** One that is gone has no bytes: the card says so. */
  private static Trainer.Start start(Run.Start start, RunFile file) {
    byte[] bundle =
        file.start().filter(zip -> ModelStore.sum(zip).equals(start.sum())).orElse(new byte[0]);
    return new Trainer.Start(start.version(), bundle);
  }

  private TrainerProcess() {}
}
