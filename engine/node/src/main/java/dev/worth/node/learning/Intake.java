// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import static dev.worth.node.learning.Database.millis;
import static dev.worth.node.learning.Database.time;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Cutoffs;
import dev.worth.node.facts.FactCodec;
import dev.worth.node.journal.StoredEvent;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes the journal in, page by page, and marks what must be made again because something it rests
 * on has changed.
 */
final class Intake {
  private final Database database;
  private final Cutoffs cutoffs;
  private final Drawing drawing;
  private long ordering;
  private long newest;

  Intake(Database database, Cutoffs cutoffs, int sample) {
    this.database = database;
    this.cutoffs = cutoffs;
    drawing = new Drawing(database, cutoffs, sample);
    ordering = database.number("SELECT ordering FROM progress");
    newest = database.number("SELECT newest FROM progress");
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
          if (times.isNew || times.fact < latest) drawing.meet(customer, times.fact, before);
          if (times.fact < latest || times.label < made) mark(customer, times, due);
        });
    touched.forecasts.forEach(n -> keep(n.customer(), n.note()));
    touched.outcomes.forEach(n -> keep(n.customer(), n.note()));
    touched.sold.forEach(this::keep);
    if (after != before) drawing.open(before, after);
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
}
