// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.monitoring.Alarm;
import dev.worth.core.monitoring.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a cut-off whether all is as it should be: sources, drift, and what came. */
final class Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
  private static final int WEEKS_BEFORE = 4;

  private final ExampleStore store;
  private final LearningSettings settings;
  private final Evidence evidence;
  private Instant audited = Instant.MIN;
  private Instant watched = Instant.MIN;

  Watcher(ExampleStore store, LearningSettings settings, Evidence evidence) {
    this.store = store;
    this.settings = settings;
    this.evidence = evidence;
  }

  /** Once a cut-off. */
  List<Alarm> watch(Instant now) {
    Instant cutoff = settings.cutoffs().latest(now);
    if (cutoff.equals(watched)) return List.of();
    watched = cutoff;
    var alarms = new ArrayList<Alarm>();
    alarms.addAll(drift(cutoff));
    alarms.addAll(came(cutoff));
    alarms.forEach(Watcher::log);
    return List.copyOf(alarms);
  }

  /** Once a cut-off, before anything is learned from its labels. */
  List<Alarm> sources(Instant now) {
    var cutoffs = settings.cutoffs();
    Instant cutoff = cutoffs.latest(now);
    if (cutoff.equals(audited)) return List.of();
    audited = cutoff;
    var found = Distrust.of(store.sources(), now, cutoffs.horizonDays(), settings.trusted());
    evidence.judged(found);
    var alarms = new ArrayList<Alarm>();
    found.leftOut().forEach(source -> alarms.add(leftOut(source)));
    found.doubts().forEach(says -> alarms.add(new Alarm("source", Double.NaN, Double.NaN, says)));
    alarms.forEach(Watcher::log);
    return alarms;
  }

  private static void log(Alarm alarm) {
    LOG.info("{}: {}", alarm.what(), alarm.says());
  }

  private static Alarm leftOut(String source) {
    String says =
        "labels of source '%s' are left out: it floods or corrects too many; add it to"
            + " worth.learning.trusted-sources if it is right";
    return new Alarm("source", Double.NaN, Double.NaN, says.formatted(source));
  }

  /** The newest cut-off against the four before it, so that no rhythm of weeks alarms. */
  private List<Alarm> drift(Instant cutoff) {
    Duration every = settings.cutoffs().every();
    Instant before = cutoff.minus(every);
    Instant from = cutoff.minus(every.multipliedBy(1 + WEEKS_BEFORE));
    var alarms =
        new ArrayList<>(
            Watch.orders(
                store.sources().orderValues(from, before),
                WEEKS_BEFORE,
                store.sources().orderValues(before, cutoff)));
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
    return Watch.came(store.forecasts(due, due.plusMillis(1)).stream().map(Kept::served).toList());
  }
}
