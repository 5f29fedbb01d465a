// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import com.typesafe.config.Config;
import dev.worth.core.learning.Cutoffs;
import java.time.Duration;
import java.util.Set;

/**
 * How examples are collected; the keys are under {@code worth.learning}.
 *
 * @param currency of the shop
 * @param sample customers drawn at each cut-off, at most
 * @param forecastWithin a cut-off's forecasts are made within this much of the shop's time after
 *     it, or not at all: later they would know too much
 * @param poll how often the journal is looked at
 * @param enabled whether that is done; else only when asked for
 * @param trusted sources whose labels are never left out
 */
public record LearningSettings(
    Cutoffs cutoffs,
    String currency,
    int sample,
    Duration forecastWithin,
    Duration poll,
    boolean enabled,
    Set<String> trusted) {
  public LearningSettings {
    if (sample < 1)
      throw new IllegalArgumentException(
          "worth.learning.sample is " + sample + ": set a whole number from 1 on");
  }

  /** Reads {@code worth.learning}. */
  public static LearningSettings of(Config config, String currency) {
    var cutoffs =
        new Cutoffs(
            config.getDuration("cutoff-every"),
            config.getDouble("horizon-days"),
            config.getInt("cutoffs-kept"));
    return new LearningSettings(
        cutoffs,
        currency,
        config.getInt("sample"),
        config.getDuration("forecast-within"),
        config.getDuration("poll"),
        config.getBoolean("enabled"),
        Set.copyOf(config.getStringList("trusted-sources")));
  }

  /** What the collected examples depend on: with another one they are made anew. */
  String fingerprint() {
    return "1 %s %s %d".formatted(cutoffs, currency, sample);
  }
}
