// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.customer.StateCodec;
import dev.worth.core.learning.Example;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.core.monitoring.Alarm;
import dev.worth.core.monitoring.Served;
import dev.worth.core.monitoring.Watch;
import dev.worth.core.scoring.Forecasts;
import dev.worth.core.scoring.LifeCycle;
import dev.worth.core.scoring.OnlineLayer;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring;
import dev.worth.node.entity.Customers;
import dev.worth.node.online.Online;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Score;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private static final int NOTES_UNDER_WAY = 200;
  private static final int BUSY = 64;
  private static final int LONGEST_WAIT = 200;
  private static final int RESTS = 19;
  private static final long REST_NANOS = 10_000_000;
  private static final long LONGEST_REST_NANOS = 2_000_000_000;

  /** Every tenth customer is never learned from, so that what was learned can be judged. */
  private static final int HELD_OUT = 10;

  private static final int EVIDENCE_CUTOFFS = 4;
  private static final int WEEKS_BEFORE = 4;

  /** What the collection stands beside. */
  public record Engine(
      Customers customers, Online online, Online.Learner learner, IntSupplier backlog) {}

  private final Collector collector;
  private final ExampleStore store;
  private final LearningSettings settings;
  private final Engine engine;
  private final List<Consumer<Round>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("worth-learning").daemon().factory());
  private Instant forecastMade = Instant.MIN;
  private Instant watched = Instant.MIN;
  private long followed = Long.MIN_VALUE;
  private final LongAdder alarms = new LongAdder();
  private volatile long takenIn;
  private volatile Set<String> distrusted = Set.of();
  private volatile Optional<String> trouble = Optional.empty();

  private Learning(Collector collector, LearningSettings settings, Engine engine) {
    this.collector = collector;
    this.store = collector.store();
    this.settings = settings;
    this.engine = engine;
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
    follow();
    forecast(now.get());
    var round = new Round(now.get(), store.labelled(), watch(now.get()), distrusted);
    alarms.add(round.alarms().size());
    listeners.forEach(listener -> listener.accept(round));
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
    for (int i = 0; i < LONGEST_WAIT && engine.backlog().getAsInt() > BUSY; i++)
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
  }

  /** Cut-offs whose outcomes have come are learned from at once, each once, oldest first. */
  private void follow() {
    Instant after =
        Instant.ofEpochMilli(Math.max(0, Math.max(followed, engine.online().layer().upTo())));
    if (store.newestLabelled().filter(newest -> newest.isAfter(after)).isEmpty()) return;
    var byCutoff = new TreeMap<Instant, List<Collected>>();
    for (Collected one : store.labelled(after))
      byCutoff.computeIfAbsent(one.cutoff(), c -> new ArrayList<>()).add(one);
    byCutoff.forEach(this::follow);
    followed = byCutoff.lastKey().toEpochMilli();
  }

  /** Only of whom the model that answers most has something to say. */
  private void follow(Instant cutoff, List<Collected> all) {
    String version = engine.online().models().of(all.getFirst().customer()).version();
    var outcomes = new ArrayList<OnlineLayer.Outcome>();
    for (Collected one : all) {
      Scorer model = engine.online().models().of(one.customer());
      if (model.version().equals(version)) outcome(one, model).ifPresent(outcomes::add);
    }
    engine.learner().follow(version, cutoff.toEpochMilli(), outcomes);
  }

  private Optional<OnlineLayer.Outcome> outcome(Collected one, Scorer model) {
    if (!distrusted.isEmpty()) return trusted(one).flatMap(label -> outcome(one, label, model));
    return one.label().flatMap(label -> outcome(one, label, model));
  }

  private Optional<OnlineLayer.Outcome> outcome(Collected one, Label label, Scorer model) {
    var features = one.features(settings.cutoffs().horizonDays(), settings.currency());
    double logOdds = model.predict(features).logOdds();
    long customer = new EventKey("online", one.customer().value()).hash();
    return Optional.of(
        new OnlineLayer.Outcome(
            customer,
            logOdds,
            LifeCycle.stage(features),
            LifeCycle.basis(features),
            label.purchased()));
  }

  /** The label without what distrusted sources say. */
  private Optional<Label> trusted(Collected one) {
    return evidence(one).map(Example::label);
  }

  /** The newest cut-off's forecasts, once, unless too much has happened since. */
  private void forecast(Instant now) {
    Instant cutoff = settings.cutoffs().latest(now);
    boolean tooLate = Duration.between(cutoff, now).compareTo(settings.forecastWithin()) > 0;
    if (tooLate || cutoff.equals(forecastMade)) return;
    var made = new HashSet<CustomerId>();
    store.forecasts(cutoff, cutoff.plusMillis(1)).forEach(kept -> made.add(kept.customer()));
    var missing = store.at(cutoff).stream().filter(c -> !made.contains(c.customer())).toList();
    for (int i = 0; i < missing.size(); i += NOTES_UNDER_WAY)
      note(missing.subList(i, Math.min(missing.size(), i + NOTES_UNDER_WAY)));
    forecastMade = cutoff;
    while (collector.step()) {}
  }

  private void note(List<Collected> some) {
    var notes = new ArrayList<CompletableFuture<?>>();
    for (Collected one : some)
      notes.add(engine.customers().note(one.customer(), forecast(one)).toCompletableFuture());
    CompletableFuture.allOf(notes.toArray(CompletableFuture[]::new)).join();
  }

  private ForecastMade forecast(Collected one) {
    double horizon = settings.cutoffs().horizonDays();
    Scorer scorer = engine.online().of(one.customer());
    var question = new Scoring.Question(one.cutoff(), horizon, false);
    Score score =
        Scoring.score(
            one.customer(),
            StateCodec.decode(one.state()),
            0,
            question,
            settings.currency(),
            scorer);
    return Forecasts.made(Forecasts.id(one.customer(), one.cutoff(), horizon), score);
  }

  /** Once a cut-off. */
  private List<Alarm> watch(Instant now) {
    Instant cutoff = settings.cutoffs().latest(now);
    if (cutoff.equals(watched)) return List.of();
    watched = cutoff;
    distrusted = Distrust.of(store, now, settings.cutoffs().horizonDays(), settings.trusted());
    var alarms = new ArrayList<Alarm>();
    for (String source : distrusted)
      alarms.add(
          new Alarm(
              "source",
              Double.NaN,
              Double.NaN,
              "labels of source '%s' are left out: it floods or corrects too many; add it to worth.learning.trusted-sources if it is right"
                  .formatted(source)));
    alarms.addAll(drift(cutoff));
    alarms.addAll(came(cutoff));
    alarms.forEach(alarm -> LOG.info("{}: {}", alarm.what(), alarm.says()));
    return List.copyOf(alarms);
  }

  /** The newest cut-off against the four before it, so that no rhythm of weeks alarms. */
  private List<Alarm> drift(Instant cutoff) {
    Duration every = settings.cutoffs().every();
    Instant before = cutoff.minus(every);
    Instant from = cutoff.minus(every.multipliedBy(1 + WEEKS_BEFORE));
    var alarms =
        new ArrayList<>(
            Watch.orders(
                store.orderValues(from, before), WEEKS_BEFORE, store.orderValues(before, cutoff)));
    var earlier = new ArrayList<float[]>();
    for (Instant c = before; c.isAfter(from); c = c.minus(every)) earlier.addAll(features(c));
    alarms.addAll(Watch.features(earlier, features(cutoff)));
    var now = store.forecasts(cutoff, cutoff.plusMillis(1));
    if (now.isEmpty()) return alarms;
    String version = now.getFirst().made().version();
    alarms.addAll(
        Watch.moved(
            "scores", scores(store.forecasts(from, cutoff), version), scores(now, version)));
    return alarms;
  }

  private List<float[]> features(Instant cutoff) {
    double horizon = settings.cutoffs().horizonDays();
    return store.at(cutoff).stream()
        .map(one -> one.features(horizon, settings.currency()).vector())
        .toList();
  }

  /** Another version may well give others: only what one version gave is compared. */
  private static double[] scores(List<Kept> forecasts, String version) {
    return forecasts.stream()
        .filter(kept -> kept.made().version().equals(version))
        .mapToDouble(kept -> kept.made().purchaseProbability())
        .toArray();
  }

  /** The newest cut-off whose outcomes are all there. */
  private List<Alarm> came(Instant cutoff) {
    Instant due = settings.cutoffs().latest(settings.cutoffs().dueBy(cutoff));
    return Watch.came(served(due, due.plusMillis(1)));
  }

  /** Forecasts that belong to a time in [from, to), with what came. */
  public List<Served> served(Instant from, Instant to) {
    return store.forecasts(from, to).stream()
        .map(kept -> new Served(kept.made(), kept.came()))
        .toList();
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
    return alarms.sum();
  }

  /** Sources whose labels are left out for now. */
  public Set<String> distrusted() {
    return distrusted;
  }

  /** Whether a customer is never learned from. */
  public static boolean isHeldOut(CustomerId customer) {
    return Math.floorMod(new EventKey("held-out", customer.value()).hash(), HELD_OUT) == 0;
  }

  /**
   * What judges a model: labelled examples of customers it has not learned from, at the newest
   * cut-offs with labels, without what distrusted sources say.
   */
  public List<Example> heldOut() {
    return CompletableFuture.supplyAsync(this::evidence, thread).join();
  }

  private List<Example> evidence() {
    var newest = store.newestLabelled();
    if (newest.isEmpty()) return List.of();
    Duration back = settings.cutoffs().every().multipliedBy(EVIDENCE_CUTOFFS);
    var examples = new ArrayList<Example>();
    for (Collected one : store.labelled(newest.get().minus(back)))
      if (isHeldOut(one.customer())) evidence(one).ifPresent(examples::add);
    return examples;
  }

  private Optional<Example> evidence(Collected one) {
    var facts = Distrust.without(distrusted, collector.history(one.customer()));
    return Examples.of(facts, settings.cutoffs().at(one.cutoff()), settings.currency());
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
