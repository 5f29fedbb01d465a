// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.worth.core.promotion.GateLimits;
import dev.worth.protocol.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an engine is set up. The keys, their defaults and what they mean stand in {@code
 * engine.conf}; the edge's and the journal's own keys are read by those.
 *
 * @param all what Pekko and the packages read their own keys from
 * @param dataDir folder of everything durable
 * @param currency of the shop
 * @param ratesFile dated exchange rates into it, if there are any
 * @param shards fixed for the life of a journal
 * @param entitiesLimit customers kept in memory at once
 * @param snapshotEvery events between two snapshots of a customer
 * @param inFlight facts and questions under way at once
 * @param patience how long an answer of an entity is waited for
 * @param gates where a model version is stopped
 */
public record Settings(
    Config all,
    Path dataDir,
    String currency,
    Optional<Path> ratesFile,
    int shards,
    int entitiesLimit,
    int snapshotEvery,
    int inFlight,
    Duration patience,
    GateLimits gates) {
  private static final String SHIPPED = "engine.conf";

  public Settings {
    Money.digits(currency);
    atLeastOne("worth.shards", shards);
    atLeastOne("worth.entities-limit", entitiesLimit);
    atLeastOne("worth.snapshot-every", snapshotEvery);
    atLeastOne("worth.in-flight", inFlight);
    if (patience.toMillis() < 1) throw wrong("worth.patience", patience, "a time such as 10s");
  }

  /** As shipped, with system properties laid over it. */
  public static Settings shipped() {
    return of(ConfigFactory.empty());
  }

  /**
   * Own settings laid over what is shipped; system properties go over both.
   *
   * @throws IllegalArgumentException naming the key at fault
   */
  public static Settings of(Config own) {
    try {
      Config all =
          ConfigFactory.defaultOverrides()
              .withFallback(own)
              .withFallback(ConfigFactory.parseResources(SHIPPED))
              .withFallback(ConfigFactory.defaultReferenceUnresolved())
              .resolve();
      return from(all, all.getConfig("worth"));
    } catch (ConfigException e) {
      throw new IllegalArgumentException("settings: " + e.getMessage(), e);
    }
  }

  private static Settings from(Config all, Config worth) {
    return new Settings(
        all,
        Path.of(worth.getString("data-dir")),
        worth.getString("currency"),
        Optional.of(worth.getString("rates-file")).filter(f -> !f.isEmpty()).map(Path::of),
        worth.getInt("shards"),
        worth.getInt("entities-limit"),
        worth.getInt("snapshot-every"),
        worth.getInt("in-flight"),
        worth.getDuration("patience"),
        gates(worth.getConfig("gates")));
  }

  private static GateLimits gates(Config gates) {
    return new GateLimits(
        gates.getInt("fewest-outcomes"),
        gates.getInt("fewest-requests"),
        gates.getDouble("auc-loss"),
        gates.getDouble("calibration-error"),
        gates.getDouble("calibration-slope"),
        gates.getDouble("coverage-gap"),
        gates.getDouble("bias"),
        gates.getDouble("stability"),
        gates.getDouble("action-factor"),
        gates.getDouble("action-share"),
        gates.getDoubleList("thresholds"),
        gates.getDuration("time-per-row").toNanos() / 1e3,
        gates.getBytes("native-memory"));
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) throw wrong(key, value, "a whole number from 1 on");
  }

  private static IllegalArgumentException wrong(String key, Object value, String remedy) {
    return new IllegalArgumentException(key + " is " + value + ": set " + remedy);
  }
}
