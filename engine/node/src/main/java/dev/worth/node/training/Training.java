// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.promotion.GateEvidence;
import dev.worth.node.learning.Round;
import dev.worth.node.model.ModelStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;

/** Trains, hands over, and is the door to the one who decides when. */
public final class Training implements AutoCloseable {
  private static final int LAST_LINES = 20;

  /** Signals, as the status of an ended process tells them. */
  private static final int KILL = 9;

  private static final int TERMINATE = 15;

  /** A machine that runs out of memory kills again and again. */
  private static final int MOST_REPEATS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorSystem<?> system;
  private final TrainingSettings settings;
  private final Surroundings around;
  private final Executor blocking;
  private final ActorRef<TrainingJob.Command> job;
  private volatile boolean closing;
  private volatile @Nullable Process process;

  /**
   * What a training stands in.
   *
   * @param data folder of everything durable
   * @param evidence what a model is judged by
   * @param models where the model in use is, from which a training starts
   */
  public record Surroundings(
      Path data,
      Path journal,
      String currency,
      GateEvidence evidence,
      Handover handover,
      ModelStore models) {}

  private Training(ActorSystem<?> system, TrainingSettings settings, Surroundings around) {
    this.system = system;
    this.settings = settings;
    this.around = around;
    this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
    this.job =
        ClusterSingleton.get(system)
            .init(SingletonActor.of(TrainingJob.create(settings, this), "training"));
  }

  /** Starts the one who decides when, somewhere in the cluster. */
  public static Training start(
      ActorSystem<?> system, TrainingSettings settings, Surroundings around) {
    return new Training(system, settings, around);
  }

  /** The examples have been brought up to date. */
  public void observe(Round round) {
    job.tell(new TrainingJob.Observe(round));
  }

  public CompletionStage<TrainingStatus> status() {
    return AskPattern.askWithStatus(job, TrainingJob.Ask::new, PATIENCE, system.scheduler());
  }

  /**
   * Starts a training by command; fails with the reason if none can start.
   *
   * @param reason kept with it
   */
  public CompletionStage<TrainingStatus> begin(String reason) {
    return AskPattern.askWithStatus(
        job, answer -> new TrainingJob.Start(reason, answer), PATIENCE, system.scheduler());
  }

  boolean isPossible() {
    return TrainerProcess.trainer().isPresent();
  }

  Run plan(int number, String reason, Round round) {
    return new Run(
        number,
        reason,
        round.now(),
        round.labelled(),
        round.distrusted(),
        settings.family(),
        settings.horizonDays(),
        around.currency(),
        settings.customers(),
        settings.seed(),
        Instant.now(),
        settings.tries(),
        settings.warm() ? inUse() : Optional.empty());
  }

  /** The model in use, by name and bytes. */
  private Optional<Run.Start> inUse() {
    return around
        .models()
        .champion()
        .flatMap(
            version ->
                around
                    .models()
                    .archive(version)
                    .map(zip -> new Run.Start(version, ModelStore.sum(zip))));
  }

  /** What became of it, in words. */
  CompletionStage<String> train(Run run, DoubleConsumer progress) {
    return CompletableFuture.supplyAsync(() -> trained(run, progress), blocking)
        .handle(this::unlessClosing)
        .thenCompose(whole -> whole);
  }

  /** What a stop broke off has not failed: nobody hears of it, and it is begun again. */
  private CompletionStage<String> unlessClosing(
      @Nullable String says, @Nullable Throwable failure) {
    if (failure == null) return CompletableFuture.completedFuture(says);
    return closing ? new CompletableFuture<>() : CompletableFuture.failedFuture(failure);
  }

  /** Breaks off what is under way: whoever comes next begins it again. */
  @Override
  public void close() {
    closing = true;
    Process running = process;
    if (running != null) running.destroyForcibly();
  }

  private String trained(Run run, DoubleConsumer progress) {
    var file = RunFile.of(around.data(), run);
    file.ask(new RunFile.Asked(around.journal().toString(), run));
    run.start().ifPresent(start -> keep(start, file));
    try {
      if (settings.apart()) apart(file, progress);
      else TrainerProcess.train(file, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bundle = file.bundle().orElseThrow();
    return around.handover().take(run.version(), run.reason(), bundle, around.evidence().gather());
  }

  /** A later training of the same number finds it as it is now, whatever became of the model. */
  private void keep(Run.Start start, RunFile file) {
    if (file.start().isPresent()) return;
    around
        .models()
        .archive(start.version())
        .filter(zip -> ModelStore.sum(zip).equals(start.sum()))
        .ifPresent(file::keepStart);
  }

  /** A process that was killed says nothing of the training: another one takes its place. */
  private void apart(RunFile file, DoubleConsumer progress) throws IOException {
    var last = new ArrayDeque<String>();
    int status = onceApart(file, progress, last);
    for (int again = 1; isKilled(status) && again <= MOST_REPEATS && !closing; again++)
      status = onceApart(file, progress, last);
    if (status != 0) throw new IOException("the trainer ended with %d: %s".formatted(status, last));
  }

  private static boolean isKilled(int status) {
    return status == 128 + KILL || status == 128 + TERMINATE;
  }

  private int onceApart(RunFile file, DoubleConsumer progress, ArrayDeque<String> last)
      throws IOException {
    Process process = process(file);
    this.process = process;
    if (closing) process.destroyForcibly();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine())
        if (line.startsWith(TrainerProcess.PROGRESS))
          progress.accept(Double.parseDouble(line.substring(TrainerProcess.PROGRESS.length())));
        else keep(last, line);
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the node is stopping", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void keep(ArrayDeque<String> last, String line) {
    last.add(line);
    if (last.size() > LAST_LINES) last.remove();
  }

  /** Its class path goes into the environment: onnxruntime crashes on a long command line. */
  private static Process process(RunFile file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseParallelGC",
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
            TrainerProcess.class.getName(),
            file.folder().toAbsolutePath().toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectErrorStream(true).start();
  }

  static String why(Throwable failure) {
    var cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
  }
}
