// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.worth.core.promotion.GateLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void what_is_shipped() {
    var shipped = Settings.shipped();
    assertThat(shipped)
        .isEqualTo(
            new Settings(
                shipped.all(),
                Path.of("data"),
                "EUR",
                Optional.empty(),
                100,
                100_000,
                200,
                16_384,
                Duration.ofSeconds(10),
                GateLimits.USUAL));
    assertThat(shipped.all().getString("worth.journal.file")).isEqualTo("data/worth.db");
  }

  @Test
  void every_key_can_be_set() {
    var settings =
        Settings.of(
            ConfigFactory.parseString(
                """
                worth { data-dir = /d, currency = JPY, rates-file = rates.csv, shards = 7
                  entities-limit = 8, snapshot-every = 9, in-flight = 10, patience = 11s
                  gates { fewest-outcomes = 1, fewest-requests = 2, auc-loss = 0.3
                    calibration-error = 0.4, calibration-slope = 1.5, coverage-gap = 0.6, bias = 0.7
                    stability = 0.8, action-factor = 9, action-share = 0.1, thresholds = [0.11]
                    time-per-row = 12us, native-memory = 13 } }
                """));
    assertThat(settings)
        .isEqualTo(
            new Settings(
                settings.all(),
                Path.of("/d"),
                "JPY",
                Optional.of(Path.of("rates.csv")),
                7,
                8,
                9,
                10,
                Duration.ofSeconds(11),
                new GateLimits(1, 2, 0.3, 0.4, 1.5, 0.6, 0.7, 0.8, 9, 0.1, List.of(0.11), 12, 13)));
    var all = settings.all();
    assertThat(all.getString("worth.journal.file")).isEqualTo("/d/worth.db");
    assertThat(all.getInt("pekko.persistence.typed.stash-capacity")).isEqualTo(10);
    assertThat(
            all.getInt("pekko.cluster.sharding.passivation.recent-customers.active-entity-limit"))
        .isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "worth.currency = EURO, EURO",
    "worth.shards = 0, worth.shards",
    "worth.shards = many, shards",
    "worth.entities-limit = 0, worth.entities-limit",
    "worth.snapshot-every = -1, worth.snapshot-every",
    "worth.in-flight = 0, worth.in-flight",
    "worth.patience = 0s, worth.patience"
  })
  void a_wrong_value_is_refused_by_name(String setting, String named) {
    assertThatThrownBy(() -> Settings.of(ConfigFactory.parseString(setting)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
