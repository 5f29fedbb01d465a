// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnxruntime.OrtException;
import dev.worth.core.experiment.ModelArms;
import dev.worth.core.features.Features;
import dev.worth.core.promotion.Assignment;
import dev.worth.core.promotion.Canary;
import dev.worth.core.promotion.ScoreMap;
import dev.worth.core.promotion.Tried;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scorers;
import dev.worth.protocol.CustomerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in use. Whoever got a scorer from here may ask it as often as they like, during and
 * after a swap, and hears that one version.
 */
public final class ModelSlot implements Scorers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

  private final ModelStore store;
  private final LongAdder failures = new LongAdder();
  private final Requests requests = new Requests();
  private final ExecutorService shadowing = Shadow.thread();
  private volatile Seats seats = Seats.baseline(requests);
  private volatile Optional<String> problem = Optional.empty();
  private volatile Optional<String> behind = Optional.empty();
  private volatile ModelArms arms = ModelArms.NONE;
  private volatile Scale scale = new Scale(Baseline.VERSION, ScoreMap.NONE);

  /** On whose scale a version's probabilities can be told. */
  private record Scale(String version, ScoreMap map) {}

  private ModelSlot(ModelStore store) {
    this.store = store;
  }

  /**
   * Loads the version that was last in use. When that fails, the baseline answers and {@link
   * #problem} says why: a node without its model is better than no node.
   */
  public static ModelSlot open(ModelStore store) {
    var slot = new ModelSlot(store);
    try {
      store.champion().ifPresent(version -> slot.seat(slot.load(version, "")));
    } catch (RuntimeException e) {
      slot.problem = Optional.of("the baseline answers: " + e.getMessage());
      LOG.error("the model in use cannot be loaded, the baseline answers instead", e);
    }
    return slot;
  }

  /** The champion, or who stands in for it. */
  public Scorer get() {
    return seats.champion().scorer();
  }

  @Override
  public Scorer of(CustomerId customer) {
    return seats.of(customer);
  }

  /** Answers that the baseline gave because the model in use failed: a counter. */
  public long failures() {
    return failures.sum();
  }

  /** Why no trained model answers although one should, for health. */
  public Optional<String> problem() {
    return problem;
  }

  /** Why not exactly those answer that should, although a trained model does. */
  public Optional<String> behind() {
    return behind;
  }

  /** What was asked lately, at most 1,024 questions. */
  public List<Features> recorded() {
    return requests.kept();
  }

  /** From a version's probabilities to the scale that thresholds were chosen on, if it has one. */
  public Optional<ScoreMap> map(String version) {
    Scale known = scale;
    return known.version().equals(version) && !known.map().isNone()
        ? Optional.of(known.map())
        : Optional.empty();
  }

  /** How the shadow's scores differ, if there is one. */
  public Optional<ShadowFigures> shadow() {
    return seats.shadow().map(Shadow::figures);
  }

  /** What a version that is tried did so far, on this node and since its start. */
  public Tried tried(String version) {
    return seats.tried(version).orElse(Tried.NOTHING);
  }

  /** Models of this process that were ever loaded into the runtime. */
  public static long sessionsOpened() {
    return Session.opened();
  }

  /** Models of this process that left the runtime again. */
  public static long sessionsClosed() {
    return Session.closed();
  }

  /**
   * Puts a version in use that lies in the store, without a registry, and remembers it. {@link
   * Baseline#VERSION} goes back to the baseline.
   *
   * @throws IllegalArgumentException for an unknown version
   * @throws RefusedBundle if its file is damaged; the old one stays in use
   */
  public synchronized void use(String version) {
    boolean baseline = version.equals(Baseline.VERSION);
    Scorer next = baseline ? new Baseline() : load(version, "");
    remember(version);
    seat(next);
  }

  /**
   * Puts those in their seats that the registry says: each is loaded and warmed beside the ones in
   * use, then all are swapped at once. Who cannot be loaded is replaced by who was there; for a
   * champion, by the champions before.
   */
  public synchronized Applied apply(Assignment wanted) {
    var problems = new ArrayList<String>();
    Scorer champion = champion(wanted, problems);
    var next = seated(wanted, champion, problems);
    scale = new Scale(wanted.champion(), wanted.map());
    remember(wanted.champion());
    boolean lost = champion instanceof Baseline && !wanted.champion().equals(Baseline.VERSION);
    var says =
        problems.isEmpty() ? Optional.<String>empty() : Optional.of(String.join("; ", problems));
    // Said before it happens: who sees the new seats also finds what is said of them.
    problem = lost ? says : Optional.empty();
    behind = lost ? Optional.empty() : says;
    swap(next);
    return new Applied(wanted.revision(), champion.version(), says);
  }

  private Seats seated(Assignment wanted, Scorer champion, List<String> problems) {
    var shadow =
        wanted
            .shadow()
            .flatMap(version -> attempt(wanted.sums(), version, "no shadow", problems))
            .map(this::shadow);
    var canary = wanted.canary();
    var trying =
        canary
            .flatMap(c -> attempt(wanted.sums(), c.version(), "no canary", problems))
            .map(s -> trying(canary.get(), s));
    var dealt =
        dealt(version -> attempt(wanted.sums(), version, "its arm gets the champion", problems));
    var others = trying.map(Seats.Trying::others);
    return new Seats(new Observed(champion, requests, shadow, others), trying, shadow, dealt);
  }

  /**
   * Lets the versions of an experiment's arms answer, beside the champion; all at once. Who cannot
   * be loaded is replaced by the champion.
   *
   * @return what could not be loaded, and why
   */
  public synchronized Optional<String> deal(ModelArms wanted) {
    arms = wanted;
    var problems = new ArrayList<String>();
    var dealt = dealt(version -> attempt(Map.of(), version, "its arm gets the champion", problems));
    swap(new Seats(seats.champion(), seats.trying(), seats.shadow(), dealt));
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  private Optional<Seats.Dealt> dealt(Function<String, Optional<OnnxScorer>> loading) {
    if (arms.running().isEmpty()) return Optional.empty();
    var scorers = new HashMap<String, Observed>();
    for (String version : arms.versions())
      loading
          .apply(version)
          .ifPresent(
              scorer ->
                  scorers.put(
                      version, new Observed(scorer, requests, Optional.empty(), Optional.empty())));
    return Optional.of(new Seats.Dealt(arms, Map.copyOf(scorers)));
  }

  /** Figures go on where the same version answers the same customers. */
  private Seats.Trying trying(Canary canary, Scorer scorer) {
    return seats
        .trying()
        .filter(old -> old.is(canary, scorer))
        .orElseGet(() -> Seats.Trying.of(canary, scorer, requests));
  }

  /** Figures go on where the same version stays. */
  private Shadow shadow(Scorer scorer) {
    return seats
        .shadow()
        .filter(s -> s.scorer() == scorer)
        .orElseGet(() -> new Shadow(scorer, shadowing));
  }

  private Scorer champion(Assignment wanted, List<String> problems) {
    String version = wanted.champion();
    if (version.equals(Baseline.VERSION)) return new Baseline();
    return attempt(wanted.sums(), version, "the one before is tried", problems)
        .<Scorer>map(s -> s)
        .orElseGet(() -> standIn(wanted, problems));
  }

  /** Named once it is known: after a start, who was there before is only the baseline. */
  private Scorer standIn(Assignment wanted, List<String> problems) {
    Scorer instead = before(wanted, problems);
    problems.add(instead.version() + " answers instead");
    return instead;
  }

  private Scorer before(Assignment wanted, List<String> problems) {
    if (!(get() instanceof Baseline)) return get();
    for (String version : wanted.previous().reversed()) {
      var loaded = attempt(wanted.sums(), version, "an older one is tried", problems);
      if (loaded.isPresent()) return loaded.get();
    }
    return new Baseline();
  }

  private Optional<OnnxScorer> attempt(
      Map<String, String> sums, String version, String instead, List<String> problems) {
    try {
      var sum = sums.getOrDefault(version, "");
      return Optional.of(seats.loaded(version).orElseGet(() -> load(version, sum)));
    } catch (RuntimeException e) {
      LOG.error("model {} cannot be loaded: {}", version, instead, e);
      problems.add("%s cannot be loaded, %s: %s".formatted(version, instead, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Loaded and warm. */
  private OnnxScorer load(String version, String sum) {
    var pace = new Pace();
    Bundle bundle = store.load(version, sum).bundle();
    pace.step();
    try {
      var scorer = new OnnxScorer(bundle, failures);
      pace.step();
      scorer.warm(recorded(), pace);
      return scorer;
    } catch (OrtException e) {
      throw new RefusedBundle(
          RefusedBundle.Reason.UNREADABLE_GRAPH, "the runtime cannot load " + version, e);
    }
  }

  /** So that a start that cannot reach the registry, and tools, find who answered last. */
  private void remember(String version) {
    String kept = version.equals(Baseline.VERSION) ? "" : version;
    if (!store.champion().orElse("").equals(kept)) store.champion(kept);
  }

  private void seat(Scorer next) {
    swap(Seats.only(next, requests));
    problem = Optional.empty();
    behind = Optional.empty();
  }

  private void swap(Seats next) {
    Seats old = seats;
    seats = next;
    Set<OnnxScorer> stay = new HashSet<>(next.loaded().toList());
    old.loaded().filter(scorer -> !stay.contains(scorer)).forEach(OnnxScorer::retire);
    if (!next.champion().version().equals(old.champion().version()))
      LOG.info("model {} is in use", next.champion().version());
  }

  /** The baseline answers from now on; what is remembered stays. */
  @Override
  public synchronized void close() {
    seat(new Baseline());
    shadowing.shutdown();
  }

  /** What a trial measures against: this slot's recorded requests and the one in use. */
  public Trials trials(Supplier<Features> anybody) {
    return new Trials(store, this, anybody);
  }
}
