// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import static dev.worth.node.learning.Database.millis;
import static dev.worth.node.learning.Database.time;

import dev.worth.core.learning.Label;
import dev.worth.node.facts.FactCodec;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Examples, forecasts and outcomes as the journal tells them up to an offset: what is kept, and
 * reading it. {@link Intake} brings it in, {@link DueRows} says what is to be made of it.
 *
 * <p>A row is marked when something it rests on changes, and made again from the customer's whole
 * history when it is due: so a live collection and one made afterwards end at the same bytes.
 */
final class ExampleStore implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS progress(one INTEGER PRIMARY KEY CHECK(one = 1), made_by TEXT"
              + " NOT NULL, ordering INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT",
          "CREATE TABLE IF NOT EXISTS customers(customer TEXT PRIMARY KEY, first_at INTEGER NOT"
              + " NULL) STRICT, WITHOUT ROWID",
          """
          CREATE TABLE IF NOT EXISTS examples(cutoff INTEGER NOT NULL, place INTEGER NOT NULL,
            customer TEXT NOT NULL, state BLOB, orders INTEGER, spend REAL,
            state_due INTEGER NOT NULL DEFAULT 1, label_due INTEGER NOT NULL DEFAULT 1,
            PRIMARY KEY(cutoff, place, customer)) STRICT, WITHOUT ROWID\
          """,
          "CREATE INDEX IF NOT EXISTS examples_of ON examples(customer, cutoff)",
          """
          CREATE TABLE IF NOT EXISTS forecasts(id TEXT PRIMARY KEY, customer TEXT NOT NULL,
            at INTEGER NOT NULL, ends INTEGER NOT NULL, horizon REAL NOT NULL, made BLOB NOT NULL,
            orders INTEGER, spend REAL, label_due INTEGER NOT NULL DEFAULT 1) STRICT\
          """,
          "CREATE INDEX IF NOT EXISTS forecasts_of ON forecasts(customer, ends)",
          "CREATE INDEX IF NOT EXISTS forecasts_due ON forecasts(ends) WHERE label_due = 1",
          """
          CREATE TABLE IF NOT EXISTS outcomes(source TEXT NOT NULL, id TEXT NOT NULL,
            customer TEXT NOT NULL, forecast TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
            minor INTEGER NOT NULL, PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID\
          """,
          """
          CREATE TABLE IF NOT EXISTS sold(source TEXT NOT NULL, day INTEGER NOT NULL,
            bin INTEGER NOT NULL, orders INTEGER NOT NULL, PRIMARY KEY(day, source, bin)) STRICT,
            WITHOUT ROWID\
          """);

  private final Database database;
  private final Intake intake;
  private final DueRows due;
  private final Sources sources;

  ExampleStore(Path file, LearningSettings settings) {
    database = new Database(file, TABLES);
    database.transact(() -> begin(settings.fingerprint()));
    intake = new Intake(database, settings.cutoffs(), settings.sample());
    due = new DueRows(database, settings.cutoffs(), intake);
    sources = new Sources(database);
  }

  /** With other settings than before, everything is made anew from the journal. */
  private void begin(String madeBy) {
    var before = database.read("SELECT made_by FROM progress", row -> row.getString(1));
    if (before.equals(List.of(madeBy))) return;
    for (String table :
        List.of("progress", "customers", "examples", "forecasts", "outcomes", "sold"))
      database.change("DELETE FROM " + table);
    database.change("INSERT INTO progress VALUES (1, ?, 0, ?)", madeBy, Long.MIN_VALUE);
  }

  Intake intake() {
    return intake;
  }

  DueRows due() {
    return due;
  }

  Sources sources() {
    return sources;
  }

  /** Everything up to this place in the journal is in here. */
  long ordering() {
    return intake.ordering();
  }

  /** The shop's time: the newest moment a fact tells of; empty before the first. */
  Optional<Instant> now() {
    return intake.now();
  }

  /** Examples of one cut-off of whom no forecast of that id is kept. */
  List<Collected> at(Instant cutoff) {
    return database.read(
        "SELECT customer, cutoff, state, orders, spend FROM examples WHERE cutoff = ? AND state_due"
            + " = 0 ORDER BY place, customer",
        ExampleStore::collected,
        millis(cutoff));
  }

  /** Labelled examples of cut-offs after one moment, oldest cut-off first. */
  List<Collected> labelled(Instant after) {
    return database.read(
        """
        SELECT customer, cutoff, state, orders, spend FROM examples
        WHERE cutoff > ? AND state_due = 0 AND orders IS NOT NULL ORDER BY cutoff, place, customer\
        """,
        ExampleStore::collected,
        millis(after));
  }

  long labelled() {
    return database.number("SELECT count(*) FROM examples WHERE orders IS NOT NULL");
  }

  /** The newest cut-off with a label, empty before the first. */
  Optional<Instant> newestLabelled() {
    return database
        .read(
            "SELECT max(cutoff) FROM examples WHERE orders IS NOT NULL HAVING max(cutoff) IS NOT"
                + " NULL",
            row -> time(row.getLong(1)))
        .stream()
        .findFirst();
  }

  private static Collected collected(ResultSet row) throws SQLException {
    long orders = row.getLong(4);
    boolean labelled = !row.wasNull();
    return new Collected(
        new CustomerId(row.getString(1)),
        time(row.getLong(2)),
        row.getBytes(3),
        labelled ? Optional.of(new Label((int) orders, row.getDouble(5))) : Optional.empty());
  }

  Optional<Kept> forecast(String id) {
    return forecasts("WHERE id = ?", id).stream().findFirst();
  }

  /** Forecasts that belong to a time in [from, to), the oldest first. */
  List<Kept> forecasts(Instant from, Instant to) {
    return forecasts("WHERE at >= ? AND at < ? ORDER BY at, id", millis(from), millis(to));
  }

  private List<Kept> forecasts(String which, Object... values) {
    return database.read(
        "SELECT f.customer, made, orders, spend, first_at FROM forecasts f LEFT JOIN customers c"
            + " ON c.customer = f.customer "
            + which,
        ExampleStore::kept,
        values);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    var made = (ForecastMade) FactCodec.fromCbor(row.getBytes(2));
    long orders = row.getLong(3);
    boolean labelled = !row.wasNull();
    long first = row.getLong(5);
    boolean known = !row.wasNull();
    return new Kept(
        new CustomerId(row.getString(1)),
        made,
        labelled ? Optional.of(new Label((int) orders, row.getDouble(4))) : Optional.empty(),
        known ? Optional.of(time(first)) : Optional.empty());
  }

  /** The decision id that an outcome was joined by, if it is known. */
  Optional<String> outcome(String source, String id) {
    return database
        .read(
            "SELECT forecast FROM outcomes WHERE source = ? AND id = ?",
            row -> row.getString(1),
            source,
            id)
        .stream()
        .findFirst();
  }

  /** Everything there is, one line a row: to compare two collections. */
  List<String> dump() {
    return database.read(
        """
        SELECT 'example ' || cutoff || ' ' || place || ' ' || customer || ' ' || hex(state) || ' '
          || ifnull(orders, '-') || ' ' || iif(spend IS NULL, '-', printf('%!.17g', spend)) || ' '
          || ifnull((SELECT f.id || ' ' || hex(made) FROM forecasts f
            WHERE f.customer = e.customer AND f.at = e.cutoff AND f.id LIKE 'c-%'), '-') AS line
          FROM examples e
        UNION ALL SELECT 'forecast ' || id || ' ' || customer || ' ' || hex(made) || ' '
          || ifnull(orders, '-') || ' ' || iif(spend IS NULL, '-', printf('%!.17g', spend)) FROM forecasts
        UNION ALL SELECT 'outcome ' || source || ' ' || id || ' ' || customer || ' ' || forecast
          || ' ' || kind || ' ' || at || ' ' || minor FROM outcomes
        UNION ALL SELECT 'sold ' || source || ' ' || day || ' ' || bin || ' ' || orders FROM sold
        ORDER BY line\
        """,
        row -> row.getString(1));
  }

  @Override
  public void close() {
    database.close();
  }
}
