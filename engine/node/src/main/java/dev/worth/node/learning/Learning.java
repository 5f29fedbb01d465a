// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.monitoring.Served;
import dev.worth.core.promotion.GateEvidence.Gathered;
import dev.worth.node.entity.Customers;
import dev.worth.node.online.Online;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the collection beside a running engine: follows the journal, makes the forecasts of each
 * cut-off, and looks whether all is as it should be. Gives way to the journal's writer.
 */
public final class Learning implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
  private static final int BUSY = 64;
  private static final int LONGEST_WAIT = 200;
  private static final int RESTS = 19;
  private static final long REST_NANOS = 10_000_000;
  private static final long LONGEST_REST_NANOS = 2_000_000_000;

  /** Every tenth customer is never learned from, so that what was learned can be judged. */
  private static final int HELD_OUT = 10;

  /** What the collection stands beside. */
  public record Engine(
      Customers customers, Online online, Online.Learner learner, IntSupplier backlog) {}

  private final Collector collector;
  private final ExampleStore store;
  private final LearningSettings settings;
  private final Evidence evidence;
  private final Following following;
  private final CutoffForecasts forecasts;
  private final Watcher watcher;
  private final IntSupplier backlog;
  private final List<Consumer<Round>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("worth-learning").daemon().factory());
  private final LongAdder raised = new LongAdder();
  private volatile long takenIn;
  private volatile Optional<String> trouble = Optional.empty();

  private Learning(Collector collector, LearningSettings settings, Engine engine) {
    this.collector = collector;
    this.store = collector.store();
    this.settings = settings;
    backlog = engine.backlog();
    evidence = new Evidence(collector, settings);
    following = new Following(store, settings, evidence, engine.online(), engine.learner());
    forecasts = new CutoffForecasts(store, settings, engine.customers(), engine.online());
    watcher = new Watcher(store, settings, evidence);
  }

  /**
   * Starts to follow.
   *
   * @param file of what is collected
   */
  public static Learning start(Path journal, Path file, LearningSettings settings, Engine engine) {
    var learning = new Learning(new Collector(journal, file, settings), settings, engine);
    long poll = settings.poll().toMillis();
    if (settings.enabled())
      learning.thread.scheduleWithFixedDelay(learning::quietly, poll, poll, TimeUnit.MILLISECONDS);
    return learning;
  }

  /** Is told of each round, on the collecting thread: must only pass the word on. */
  public void listen(Consumer<Round> listener) {
    listeners.add(listener);
  }

  /** Completes when everything journaled before this call has been taken in and acted on. */
  public CompletionStage<Void> caughtUp() {
    waiting.incrementAndGet();
    return CompletableFuture.runAsync(() -> round(false), thread)
        .whenComplete((nothing, e) -> waiting.decrementAndGet());
  }

  /** Why the last round failed; empty since one has worked. */
  public Optional<String> trouble() {
    return trouble;
  }

  private void quietly() {
    try {
      round(true);
      trouble = Optional.empty();
    } catch (RuntimeException e) {
      trouble = Optional.of("examples are not collected: " + e.getMessage());
      LOG.error("examples are not collected just now", e);
    }
  }

  private void round(boolean givesWay) {
    boolean more;
    do {
      if (givesWay) giveWay();
      long began = System.nanoTime();
      more = collector.step();
      takenIn = store.ordering();
      if (more) rest(System.nanoTime() - began);
    } while (more);
    collector.settle();
    var now = store.now();
    if (now.isEmpty()) return;
    var alarms = new ArrayList<>(watcher.sources(now.get()));
    if (evidence.doubts().isEmpty()) following.follow();
    if (forecasts.make(now.get())) takeIn();
    alarms.addAll(watcher.watch(now.get()));
    var round = new Round(now.get(), store.labelled(), List.copyOf(alarms), evidence.distrusted());
    raised.add(round.alarms().size());
    listeners.forEach(listener -> listener.accept(round));
  }

  private void takeIn() {
    while (collector.step()) {}
  }

  /**
   * So that the collection never takes more than a twentieth of a core from those who send facts,
   * however much there is to read; not while somebody waits for it.
   */
  private void rest(long worked) {
    long until = System.nanoTime() + Math.min(RESTS * worked, LONGEST_REST_NANOS);
    while (waiting.get() == 0 && System.nanoTime() < until && !thread.isShutdown())
      LockSupport.parkNanos(REST_NANOS);
  }

  /** The examples can wait; those who send facts should not. */
  private void giveWay() {
    for (int i = 0; i < LONGEST_WAIT && backlog.getAsInt() > BUSY; i++)
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
  }

  /** Forecasts that belong to a time in [from, to), with what came. */
  public List<Served> served(Instant from, Instant to) {
    return store.forecasts(from, to).stream().map(Kept::served).toList();
  }

  /** The shop's time; empty before the first fact. */
  public Optional<Instant> now() {
    return store.now();
  }

  public LearningSettings settings() {
    return settings;
  }

  /** A forecast by its decision id, if it has been taken in. */
  public Optional<Kept> forecast(String id) {
    return store.forecast(id);
  }

  /** The decision id that a known outcome was joined by. */
  public Optional<String> outcome(String source, String id) {
    return store.outcome(source, id);
  }

  /** Everything up to this place in the journal has been taken in: a gauge. */
  public long takenIn() {
    return takenIn;
  }

  /** Alarms raised since the start: a counter. */
  public long alarms() {
    return raised.sum();
  }

  /** Sources whose labels are left out for now. */
  public Set<String> distrusted() {
    return evidence.distrusted();
  }

  /** Whether a customer is never learned from. */
  public static boolean isHeldOut(CustomerId customer) {
    return Math.floorMod(new EventKey("held-out", customer.value()).hash(), HELD_OUT) == 0;
  }

  /**
   * What judges a model: labelled examples of customers it has not learned from, without what
   * distrusted sources say, and why they should not be believed, if there is a reason.
   */
  public Gathered evidence() {
    return CompletableFuture.supplyAsync(evidence::gather, thread).join();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(20, TimeUnit.SECONDS)) thread.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    collector.close();
  }
}
