// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.model.ModelSlot;
import dev.worth.node.model.ShadowFigures;
import dev.worth.protocol.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of this node, for Prometheus. Names and labels are OpenTelemetry's where it has
 * them; no label ever names a customer.
 */
public final class Metrics implements AutoCloseable {
  private static final Duration[] BUCKETS =
      Arrays.stream(new double[] {0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10000})
          .mapToObj(millis -> Duration.ofNanos((long) (millis * 1e6)))
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Map<Answered, Timer> requests = new ConcurrentHashMap<>();
  private final Counter[] events =
      Arrays.stream(Verdict.values()).map(this::events).toArray(Counter[]::new);

  private final MultiGauge models =
      MultiGauge.builder("worth.model").description("The model in use").register(registry);
  private final Timer commits =
      Timer.builder("worth.journal.commit.duration")
          .description("One transaction, the sync to the disk included")
          .serviceLevelObjectives(BUCKETS)
          .register(registry);
  private final DistributionSummary writes =
      DistributionSummary.builder("worth.journal.commit.writes")
          .description("Writes that shared one transaction")
          .serviceLevelObjectives(1, 4, 16, 64, 256, 1024, 4096)
          .register(registry);
  private final Timer switches =
      Timer.builder("worth.model.switch.duration")
          .description("From a change of the registry on disk to the last node that followed")
          .serviceLevelObjectives(BUCKETS)
          .register(registry);
  private final MultiGauge shadows =
      MultiGauge.builder("worth.model.shadow.scores")
          .description("Scores compared with a shadow, and left out")
          .register(registry);
  private final MultiGauge differences =
      MultiGauge.builder("worth.model.shadow.difference")
          .description("Mean absolute difference of the shadow's purchase probability")
          .register(registry);
  private volatile @Nullable ModelSlot model;

  private record Answered(String method, String route, int status) {}

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Where other parts of the node register what they measure. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * Reports a number whenever it is asked for.
   *
   * @param name dotted, such as {@code worth.journal.backlog}
   * @param unit base unit, empty for a count
   */
  public void gauge(String name, String unit, String description, Supplier<Number> value) {
    Gauge.builder(name, value)
        .baseUnit(unit.isEmpty() ? null : unit)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /**
   * Measures one commit of the journal.
   *
   * @param count writes that shared it
   * @param nanos it took, the sync to the disk included
   */
  public void committed(int count, long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
    writes.record(count);
  }

  /**
   * Measures one change of who answers.
   *
   * @param nanos from the event on disk to the last node's swap
   */
  public void switched(long nanos) {
    switches.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Measures which model answers, and how often the baseline had to. */
  void model(ModelSlot model) {
    FunctionCounter.builder("worth.scorer.fallbacks", model, ModelSlot::failures)
        .description("Answers the baseline gave because the model in use failed")
        .register(registry);
    FunctionCounter.builder("worth.model.sessions.opened", model, m -> ModelSlot.sessionsOpened())
        .description("Models loaded into the runtime")
        .register(registry);
    FunctionCounter.builder("worth.model.sessions.closed", model, m -> ModelSlot.sessionsClosed())
        .description("Models that left the runtime again")
        .register(registry);
    gauge(
        "worth.model.behind",
        "",
        "1 while not exactly those answer that the registry says",
        () -> model.behind().isPresent() || model.problem().isPresent() ? 1 : 0);
    this.model = model;
  }

  private void tellModel() {
    if (model == null) return;
    var version = Tags.of("version", model.get().version());
    models.register(List.of(MultiGauge.Row.of(version, 1)), true);
    tellShadow(model.shadow());
  }

  private void tellShadow(Optional<ShadowFigures> shadow) {
    var scores = new ArrayList<MultiGauge.Row<?>>();
    var apart = new ArrayList<MultiGauge.Row<?>>();
    shadow.ifPresent(
        figures -> {
          var version = Tags.of("version", figures.version());
          scores.add(MultiGauge.Row.of(version.and("result", "compared"), figures.compared()));
          scores.add(MultiGauge.Row.of(version.and("result", "left_out"), figures.leftOut()));
          apart.add(MultiGauge.Row.of(version, figures.apart()));
        });
    shadows.register(scores, true);
    differences.register(apart, true);
  }

  void answered(String method, String route, int status, long nanos) {
    requests
        .computeIfAbsent(new Answered(method, route, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void event(Verdict verdict) {
    events[verdict.ordinal()].increment();
  }

  /**
   * All of it, as text.
   *
   * @param type as Prometheus writes it in {@code Accept}
   */
  String scrape(String type) {
    tellModel();
    return registry.scrape(type);
  }

  private Counter events(Verdict verdict) {
    return Counter.builder("worth.events")
        .description("Facts submitted, by what became of them")
        .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Timer timer(Answered what) {
    return Timer.builder("http.server.request.duration")
        .description("From the request's headers to the answer's")
        .tag("http.request.method", what.method())
        .tag("http.route", what.route())
        .tag("http.response.status_code", String.valueOf(what.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
