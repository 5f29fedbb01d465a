// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.worth.core.promotion.RegistryEvent.CanaryStarted;
import dev.worth.core.promotion.RegistryEvent.ModelPromoted;
import dev.worth.core.promotion.RegistryEvent.ModelRegistered;
import dev.worth.core.promotion.RegistryEvent.ModelRejected;
import dev.worth.core.promotion.RegistryEvent.ModelRetired;
import dev.worth.core.promotion.RegistryEvent.ModelRolledBack;
import dev.worth.core.promotion.RegistryEvent.ShadowStarted;
import dev.worth.core.scoring.Baseline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which model versions there are, and who answers.
 *
 * @param revision events folded so far
 * @param models by version, in order of registration
 * @param champion who answers, or the baseline's version
 * @param previous champions before, the newest last; the baseline is left out
 * @param shadow who is scored beside the champion
 * @param walk who is on the way to the champion's seat by itself
 */
public record RegistryState(
    long revision,
    Map<String, Model> models,
    String champion,
    List<String> previous,
    Optional<Canary> canary,
    Optional<String> shadow,
    Optional<Walk> walk) {
  private static final int REMEMBERED = 20;

  /** Before anything was registered. */
  public static final RegistryState EMPTY =
      new RegistryState(
          0,
          Map.of(),
          Baseline.VERSION,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * One version.
   *
   * @param since the step that brought it to its stage
   * @param gates the last report on it
   * @param map to the scale that thresholds were chosen on
   */
  public record Model(
      String version,
      String sha256,
      ModelStage stage,
      Step registered,
      Step since,
      Optional<GateReport> gates,
      ScoreMap map) {
    Model at(ModelStage next, Step step) {
      return new Model(version, sha256, next, registered, step, gates, map);
    }

    Model with(GateReport report) {
      return new Model(version, sha256, stage, registered, since, Optional.of(report), map);
    }

    Model with(ScoreMap other) {
      return new Model(version, sha256, stage, registered, since, gates, other);
    }
  }

  public Optional<Model> model(String version) {
    return Optional.ofNullable(models.get(version));
  }

  @JsonIgnore
  public boolean isBaseline() {
    return champion.equals(Baseline.VERSION);
  }

  /**
   * Trained and waiting: the canary, else who is under way, else the newest that is registered or
   * in the shadow.
   */
  public Optional<String> challenger() {
    return canary
        .map(Canary::version)
        .or(() -> walk.map(Walk::version))
        .or(
            () ->
                models.values().stream()
                    .filter(
                        m -> m.stage() == ModelStage.REGISTERED || m.stage() == ModelStage.SHADOW)
                    .max(Comparator.comparing(m -> m.registered().at()))
                    .map(Model::version));
  }

  /**
   * The version behind {@code champion}, {@code challenger} or {@code shadow}, or behind itself.
   */
  public Optional<String> resolve(String name) {
    return switch (name) {
      case "champion" -> Optional.of(champion);
      case "challenger" -> challenger();
      case "shadow" -> shadow;
      default -> Optional.of(name);
    };
  }

  /** What nodes need to know. */
  public Assignment assignment() {
    var sums = new LinkedHashMap<String, String>();
    var wanted = new ArrayList<String>(List.of(champion));
    wanted.addAll(previous);
    canary.ifPresent(c -> wanted.add(c.version()));
    shadow.ifPresent(wanted::add);
    for (String version : wanted) model(version).ifPresent(m -> sums.put(version, m.sha256()));
    var map = model(champion).map(Model::map).orElse(ScoreMap.NONE);
    return new Assignment(revision, champion, previous, canary, shadow, sums, map);
  }

  public RegistryState evolve(RegistryEvent event) {
    RegistryState next =
        switch (event) {
          case ModelRegistered e -> registered(e);
          case ShadowStarted e -> shadowed(e);
          case CanaryStarted e -> tried(e);
          case ModelPromoted e -> promoted(e);
          case ModelRejected e -> rejected(e);
          case ModelRolledBack e -> rolledBack(e);
          case ModelRetired e -> released(e.version()).moved(e, ModelStage.RETIRED);
        };
    var walked = next.walked(this, event);
    return new RegistryState(
        revision + 1,
        walked.models,
        walked.champion,
        walked.previous,
        walked.canary,
        walked.shadow,
        walked.walk);
  }

  /**
   * Whoever commands takes over: the way is at its end where its version was moved, lost its seat,
   * or would now have to beat another champion.
   */
  private RegistryState walked(RegistryState before, RegistryEvent event) {
    var step = step(event);
    if (step.isPresent() || before.walk.isEmpty()) return with(step);
    Walk old = before.walk.get();
    if (event.version().equals(old.version()) || !sits(old)) return with(Optional.empty());
    return champion.equals(before.champion)
        ? this
        : back(old.version(), event.step()).with(Optional.empty());
  }

  /** Where the event leads, if it is a step of a version's own way. */
  private static Optional<Walk> step(RegistryEvent event) {
    return switch (event) {
      case ShadowStarted e -> e.shop().map(at -> new Walk(e.version(), ModelStage.SHADOW, at));
      case CanaryStarted e -> e.shop().map(at -> new Walk(e.version(), ModelStage.CANARY, at));
      default -> Optional.empty();
    };
  }

  private boolean sits(Walk one) {
    var seat = one.isCanary() ? canary.map(Canary::version) : shadow;
    return seat.filter(one.version()::equals).isPresent();
  }

  private RegistryState with(Optional<Walk> next) {
    return new RegistryState(revision, models, champion, previous, canary, shadow, next);
  }

  private RegistryState registered(ModelRegistered e) {
    var model =
        new Model(
            e.version(),
            e.sha256(),
            ModelStage.REGISTERED,
            e.step(),
            e.step(),
            Optional.empty(),
            ScoreMap.NONE);
    return with(model);
  }

  private RegistryState shadowed(ShadowStarted e) {
    var free = shadow.map(old -> back(old, e.step())).orElse(this).released(e.version());
    return free.with(free.canary, Optional.of(e.version()))
        .moved(e, ModelStage.SHADOW)
        .changed(e.version(), m -> e.gates().map(m::with).orElse(m));
  }

  private RegistryState tried(CanaryStarted e) {
    var old = canary.map(Canary::version).filter(v -> !v.equals(e.version()));
    var free = old.map(v -> back(v, e.step())).orElse(this).released(e.version());
    return free.with(Optional.of(new Canary(e.version(), e.slice())), free.shadow)
        .moved(e, ModelStage.CANARY)
        .changed(e.version(), m -> m.with(e.gates()));
  }

  private RegistryState promoted(ModelPromoted e) {
    return released(e.version())
        .changed(champion, m -> m.at(ModelStage.RETIRED, e.step()))
        .seated(e.version(), remembering(champion))
        .moved(e, ModelStage.CHAMPION)
        .changed(e.version(), m -> m.with(e.gates()).with(e.map()));
  }

  private RegistryState rejected(ModelRejected e) {
    return released(e.version())
        .moved(e, ModelStage.REJECTED)
        .changed(e.version(), m -> m.with(e.gates()));
  }

  private RegistryState rolledBack(ModelRolledBack e) {
    var free =
        released(e.version())
            .moved(e, ModelStage.ROLLED_BACK)
            .changed(e.version(), m -> e.gates().map(m::with).orElse(m));
    if (!e.version().equals(champion)) return free;
    var left = previous.stream().filter(v -> !v.equals(e.to())).toList();
    return free.seated(e.to(), left).changed(e.to(), m -> m.at(ModelStage.CHAMPION, e.step()));
  }

  /** The newest last, each once. */
  private List<String> remembering(String version) {
    var all = new ArrayList<>(previous);
    all.remove(version);
    if (!version.equals(Baseline.VERSION)) all.add(version);
    return all.size() <= REMEMBERED ? all : all.subList(all.size() - REMEMBERED, all.size());
  }

  /** No longer canary or shadow. */
  private RegistryState released(String version) {
    return with(
        canary.filter(c -> !c.version().equals(version)), shadow.filter(s -> !s.equals(version)));
  }

  private RegistryState back(String version, Step step) {
    return released(version).changed(version, m -> m.at(ModelStage.REGISTERED, step));
  }

  private RegistryState moved(RegistryEvent event, ModelStage stage) {
    return changed(event.version(), m -> m.at(stage, event.step()));
  }

  private RegistryState seated(String version, List<String> before) {
    var others = before.stream().filter(v -> !v.equals(version)).toList();
    return new RegistryState(revision, models, version, others, canary, shadow, walk);
  }

  private RegistryState with(Optional<Canary> newCanary, Optional<String> newShadow) {
    return new RegistryState(revision, models, champion, previous, newCanary, newShadow, walk);
  }

  private RegistryState changed(String version, UnaryOperator<Model> change) {
    Model model = models.get(version);
    return model == null ? this : with(change.apply(model));
  }

  private RegistryState with(Model model) {
    var all = new LinkedHashMap<>(models);
    all.put(model.version(), model);
    return new RegistryState(
        revision, Collections.unmodifiableMap(all), champion, previous, canary, shadow, walk);
  }
}
