// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.customer.StateCodec;
import dev.worth.core.scoring.Forecasts;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring;
import dev.worth.node.entity.Customers;
import dev.worth.node.online.Online;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Foretells, at each cut-off, what those drawn will do, and keeps it in their journals. */
final class CutoffForecasts {
  private static final int NOTES_UNDER_WAY = 200;

  private final ExampleStore store;
  private final LearningSettings settings;
  private final Customers customers;
  private final Online online;
  private Instant done = Instant.MIN;

  CutoffForecasts(
      ExampleStore store, LearningSettings settings, Customers customers, Online online) {
    this.store = store;
    this.settings = settings;
    this.customers = customers;
    this.online = online;
  }

  /**
   * The newest cut-off's forecasts, once, unless too much has happened since.
   *
   * @return whether any were journaled
   */
  boolean make(Instant now) {
    Instant cutoff = settings.cutoffs().latest(now);
    boolean tooLate = Duration.between(cutoff, now).compareTo(settings.forecastWithin()) > 0;
    if (tooLate || cutoff.equals(done)) return false;
    var made = new HashSet<CustomerId>();
    store.forecasts(cutoff, cutoff.plusMillis(1)).forEach(kept -> made.add(kept.customer()));
    var missing = store.at(cutoff).stream().filter(c -> !made.contains(c.customer())).toList();
    for (int i = 0; i < missing.size(); i += NOTES_UNDER_WAY)
      note(missing.subList(i, Math.min(missing.size(), i + NOTES_UNDER_WAY)));
    done = cutoff;
    return true;
  }

  private void note(List<Collected> some) {
    var notes = new ArrayList<CompletableFuture<?>>();
    for (Collected one : some)
      notes.add(customers.note(one.customer(), forecast(one)).toCompletableFuture());
    CompletableFuture.allOf(notes.toArray(CompletableFuture[]::new)).join();
  }

  private ForecastMade forecast(Collected one) {
    double horizon = settings.cutoffs().horizonDays();
    Scorer scorer = online.of(one.customer());
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
}
