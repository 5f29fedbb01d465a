// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import static dev.worth.node.learning.Database.millis;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How much each source told, and of what value. Times are [from, to). */
final class Sources {
  private final Database database;

  Sources(Database database) {
    this.database = database;
  }

  /** How many orders of each value there were in [from, to): two bins to a doubling. */
  long[] orderValues(Instant from, Instant to) {
    long[] bins = new long[128];
    database.read(
        "SELECT bin, sum(orders) FROM sold WHERE day >= ? AND day < ? GROUP BY bin",
        row -> bins[Math.clamp(row.getInt(1), 0, bins.length - 1)] += row.getLong(2),
        day(from),
        day(to));
    return bins;
  }

  /** Orders by source in [from, to). */
  Map<String, Long> orders(Instant from, Instant to) {
    var orders = new TreeMap<String, Long>();
    database.read(
        "SELECT source, sum(orders) FROM sold WHERE day >= ? AND day < ? GROUP BY source",
        row -> orders.put(row.getString(1), row.getLong(2)),
        day(from),
        day(to));
    return orders;
  }

  /** Forecasts that each source corrected the label of, told to have happened in [from, to). */
  Map<String, Long> corrected(Instant from, Instant to) {
    var corrected = new TreeMap<String, Long>();
    database.read(
        """
        SELECT source, count(DISTINCT forecast) FROM outcomes
        WHERE at >= ? AND at < ? AND kind <> 'CAMPAIGN_RESULT' GROUP BY source\
        """,
        row -> corrected.put(row.getString(1), row.getLong(2)),
        millis(from),
        millis(to));
    return corrected;
  }

  /** Forecasts that belong to a time in [from, to). */
  long countForecasts(Instant from, Instant to) {
    return database.number(
        "SELECT count(*) FROM forecasts WHERE at >= ? AND at < ?", millis(from), millis(to));
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), 86_400_000L);
  }
}
