// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Cutoffs;
import dev.worth.core.learning.Label;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.StoredEvent;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Examples, forecasts and outcomes as the journal tells them up to an offset.
 *
 * <p>At each cut-off those customers are drawn who come first in {@link Cutoffs#place} among the
 * ones with a fact before it: a fact that comes late can bring a customer in and push another out,
 * but never back in, so the draw depends on the facts and not on the order or the portions in which
 * they were read. A row is marked when something it rests on changes, and made again from the
 * customer's whole history when it is due: so a live collection and one made afterwards end at the
 * same bytes.
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
  private final Cutoffs cutoffs;
  private final int sample;
  private long ordering;
  private long newest;

  /** One customer at one cut-off, or one forecast, whose label or state is to be made. */
  record Due(CustomerId customer, long cutoff, long place, boolean state, boolean label) {}

  /** A forecast whose horizon has passed and whose outcome is to be made. */
  record DueForecast(CustomerId customer, String id, Instant at, double horizonDays) {}

  ExampleStore(Path file, LearningSettings settings) {
    database = new Database(file, TABLES);
    cutoffs = settings.cutoffs();
    sample = settings.sample();
    database.transact(() -> begin(settings.fingerprint()));
    ordering = database.number("SELECT ordering FROM progress");
    newest = database.number("SELECT newest FROM progress");
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

  /** Everything up to this place in the journal is in here. */
  synchronized long ordering() {
    return ordering;
  }

  /** The shop's time: the newest moment a fact tells of; empty before the first. */
  synchronized Optional<Instant> now() {
    return newest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest));
  }

  /** Takes in the next page of the journal: all of it and its offset, or nothing. */
  synchronized void take(List<StoredEvent> page) {
    var touched = Touched.by(page);
    long before = newest;
    long after = Math.max(before, touched.newest);
    long last = page.getLast().ordering();
    database.transact(
        () -> {
          take(touched, before, after);
          database.change("UPDATE progress SET ordering = ?, newest = ?", last, after);
        });
    ordering = last;
    newest = after;
  }

  private void take(Touched touched, long before, long after) {
    long latest = after == Long.MIN_VALUE ? after : millis(cutoffs.latest(time(after)));
    long due = after == Long.MIN_VALUE ? after : millis(cutoffs.dueBy(time(after)));
    long made = after == Long.MIN_VALUE ? after : after - CustomerState.LATENESS.toMillis();
    touched.customers.forEach(
        (customer, times) -> {
          if (times.isNew || times.fact < latest) meet(customer, times.fact, before);
          if (times.fact < latest || times.label < made) mark(customer, times, due);
        });
    touched.forecasts.forEach(n -> keep(n.customer(), n.note()));
    touched.outcomes.forEach(n -> keep(n.customer(), n.note()));
    touched.sold.forEach(this::keep);
    if (after != before) open(before, after);
  }

  /** A customer who is new, or known from earlier on than before. */
  private void meet(CustomerId customer, long firstAt, long before) {
    var known =
        database.read(
            "SELECT first_at FROM customers WHERE customer = ?",
            row -> row.getLong(1),
            customer.value());
    long was = known.isEmpty() ? Touched.NEVER : known.getFirst();
    if (!known.isEmpty() && was <= firstAt) return;
    database.change("INSERT OR REPLACE INTO customers VALUES (?, ?)", customer.value(), firstAt);
    if (before == Long.MIN_VALUE) return;
    for (Instant cutoff : cutoffs.between(Instant.MIN, time(before)))
      if (millis(cutoff) > firstAt && millis(cutoff) <= was) offer(customer, cutoff);
  }

  /** Marks what rests on a time from which on something changed. */
  private void mark(CustomerId customer, Touched.Times times, long due) {
    database.change(
        "UPDATE examples SET state_due = 1 WHERE customer = ? AND cutoff > ?",
        customer.value(),
        times.fact);
    long horizon = millis(cutoffs.at(Instant.EPOCH).end());
    database.change(
        "UPDATE examples SET label_due = 1 WHERE customer = ? AND cutoff > ? AND cutoff <= ?",
        customer.value(),
        times.label == Touched.NEVER ? Touched.NEVER : times.label - horizon,
        due);
    database.change(
        "UPDATE forecasts SET label_due = 1 WHERE customer = ? AND ends > ?",
        customer.value(),
        times.label);
  }

  private void keep(CustomerId customer, ForecastMade made) {
    Instant end = new Cutoff(made.at(), made.horizonDays()).end();
    database.change(
        "INSERT OR IGNORE INTO forecasts(id, customer, at, ends, horizon, made) VALUES (?, ?, ?, ?,"
            + " ?, ?)",
        made.key().id(),
        customer.value(),
        millis(made.at()),
        millis(end),
        made.horizonDays(),
        FactCodec.toCbor(made));
  }

  private void keep(CustomerId customer, OutcomeReported told) {
    database.change(
        "INSERT OR IGNORE INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?)",
        told.key().source(),
        told.key().id(),
        customer.value(),
        told.forecast(),
        told.kind().name(),
        millis(told.at()),
        told.amount().minor());
  }

  private void keep(Touched.Sold sold, long orders) {
    database.change(
        "INSERT INTO sold VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET orders = orders +"
            + " excluded.orders",
        sold.source(),
        sold.day(),
        sold.bin(),
        orders);
  }

  /** Draws the customers of the cut-offs that the shop's time has passed. */
  private void open(long before, long after) {
    Instant from = before == Long.MIN_VALUE ? Instant.MIN : time(before);
    for (Instant cutoff : cutoffs.between(from, time(after))) draw(cutoff);
    database.change("DELETE FROM examples WHERE cutoff < ?", millis(cutoffs.oldest(time(after))));
  }

  private void draw(Instant cutoff) {
    var drawn = new Draw(sample);
    database
        .read(
            "SELECT customer FROM customers WHERE first_at < ?",
            row -> new CustomerId(row.getString(1)),
            millis(cutoff))
        .forEach(customer -> drawn.offer(Cutoffs.place(customer, cutoff), customer));
    drawn.forEach((place, customer) -> insert(cutoff, place, customer));
  }

  private void insert(Instant cutoff, long place, CustomerId customer) {
    database.change(
        "INSERT OR IGNORE INTO examples(cutoff, place, customer) VALUES (?, ?, ?)",
        millis(cutoff),
        place,
        customer.value());
  }

  /** Takes in one who should have been there, in place of the last if there is no room. */
  private void offer(CustomerId customer, Instant cutoff) {
    insert(cutoff, Cutoffs.place(customer, cutoff), customer);
    database.change(
        """
        DELETE FROM examples WHERE cutoff = ?1 AND (place, customer) IN (SELECT place, customer
          FROM examples WHERE cutoff = ?1 ORDER BY place, customer LIMIT -1 OFFSET ?2)\
        """,
        millis(cutoff),
        sample);
  }

  /** What must be made, of some customers. */
  synchronized List<Due> due(int limit) {
    if (newest == Long.MIN_VALUE) return List.of();
    return database.read(
        """
        SELECT customer, cutoff, place, state_due, label_due AND cutoff <= ?1 FROM examples
        WHERE state_due = 1 OR (label_due = 1 AND cutoff <= ?1) LIMIT ?2\
        """,
        row ->
            new Due(
                new CustomerId(row.getString(1)),
                row.getLong(2),
                row.getLong(3),
                row.getBoolean(4),
                row.getBoolean(5)),
        millis(cutoffs.dueBy(time(newest))),
        limit);
  }

  synchronized List<DueForecast> dueForecasts(int limit) {
    if (newest == Long.MIN_VALUE) return List.of();
    return database.read(
        "SELECT customer, id, at, horizon FROM forecasts WHERE label_due = 1 AND ends <= ? LIMIT ?",
        row ->
            new DueForecast(
                new CustomerId(row.getString(1)),
                row.getString(2),
                time(row.getLong(3)),
                row.getDouble(4)),
        newest - CustomerState.LATENESS.toMillis(),
        limit);
  }

  /** Many rows in one transaction. */
  synchronized void together(Runnable work) {
    database.transact(work::run);
  }

  synchronized void state(Due row, byte[] state) {
    database.change(
        "UPDATE examples SET state = ?, state_due = 0 WHERE cutoff = ? AND place = ? AND customer ="
            + " ?",
        state,
        row.cutoff(),
        row.place(),
        row.customer().value());
  }

  synchronized void label(Due row, Label label) {
    database.change(
        "UPDATE examples SET orders = ?, spend = ?, label_due = 0 WHERE cutoff = ? AND place = ?"
            + " AND customer = ?",
        label.orders(),
        label.spend(),
        row.cutoff(),
        row.place(),
        row.customer().value());
  }

  synchronized void label(DueForecast row, Label label) {
    database.change(
        "UPDATE forecasts SET orders = ?, spend = ?, label_due = 0 WHERE id = ?",
        label.orders(),
        label.spend(),
        row.id());
  }

  /** Examples of one cut-off of whom no forecast of that id is kept. */
  synchronized List<Collected> at(Instant cutoff) {
    return database.read(
        "SELECT customer, cutoff, state, orders, spend FROM examples WHERE cutoff = ? AND state_due"
            + " = 0 ORDER BY place, customer",
        ExampleStore::collected,
        millis(cutoff));
  }

  /** Labelled examples of cut-offs after one moment, oldest cut-off first. */
  synchronized List<Collected> labelled(Instant after) {
    return database.read(
        """
        SELECT customer, cutoff, state, orders, spend FROM examples
        WHERE cutoff > ? AND state_due = 0 AND orders IS NOT NULL ORDER BY cutoff, place, customer\
        """,
        ExampleStore::collected,
        millis(after));
  }

  synchronized long labelled() {
    return database.number("SELECT count(*) FROM examples WHERE orders IS NOT NULL");
  }

  /** The newest cut-off with a label, empty before the first. */
  synchronized Optional<Instant> newestLabelled() {
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

  synchronized Optional<Kept> forecast(String id) {
    return forecasts("WHERE id = ?", id).stream().findFirst();
  }

  /** Forecasts that belong to a time in [from, to), the oldest first. */
  synchronized List<Kept> forecasts(Instant from, Instant to) {
    return forecasts("WHERE at >= ? AND at < ? ORDER BY at, id", millis(from), millis(to));
  }

  private List<Kept> forecasts(String which, Object... values) {
    return database.read(
        "SELECT customer, made, orders, spend FROM forecasts " + which,
        row -> {
          var made = (ForecastMade) FactCodec.fromCbor(row.getBytes(2));
          long orders = row.getLong(3);
          boolean labelled = !row.wasNull();
          return new Kept(
              new CustomerId(row.getString(1)),
              made,
              labelled ? Optional.of(new Label((int) orders, row.getDouble(4))) : Optional.empty());
        },
        values);
  }

  /** How many orders of each value there were in [from, to): two bins to a doubling. */
  synchronized long[] orderValues(Instant from, Instant to) {
    long[] bins = new long[128];
    database.read(
        "SELECT bin, sum(orders) FROM sold WHERE day >= ? AND day < ? GROUP BY bin",
        row -> bins[Math.clamp(row.getInt(1), 0, bins.length - 1)] += row.getLong(2),
        day(from),
        day(to));
    return bins;
  }

  /** Orders by source in [from, to). */
  synchronized Map<String, Long> orders(Instant from, Instant to) {
    var orders = new TreeMap<String, Long>();
    database.read(
        "SELECT source, sum(orders) FROM sold WHERE day >= ? AND day < ? GROUP BY source",
        row -> orders.put(row.getString(1), row.getLong(2)),
        day(from),
        day(to));
    return orders;
  }

  /** Forecasts that each source corrected the label of, told to have happened in [from, to). */
  synchronized Map<String, Long> corrected(Instant from, Instant to) {
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
  synchronized long countForecasts(Instant from, Instant to) {
    return database.number(
        "SELECT count(*) FROM forecasts WHERE at >= ? AND at < ?", millis(from), millis(to));
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), 86_400_000L);
  }

  /** The decision id that an outcome was joined by, if it is known. */
  synchronized Optional<String> outcome(String source, String id) {
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
  synchronized List<String> dump() {
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

  private static long millis(Instant time) {
    return time.equals(Instant.MIN) ? Long.MIN_VALUE : time.toEpochMilli();
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  @Override
  public synchronized void close() {
    database.close();
  }
}
