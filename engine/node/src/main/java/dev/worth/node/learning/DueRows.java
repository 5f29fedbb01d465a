// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import static dev.worth.node.learning.Database.millis;
import static dev.worth.node.learning.Database.time;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.learning.Cutoffs;
import dev.worth.core.learning.Label;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.List;

/** Rows whose state or label is to be made, from a customer's whole history, and made. */
final class DueRows {
  private final Database database;
  private final Cutoffs cutoffs;
  private final Intake intake;

  /** One customer at one cut-off, or one forecast, whose label or state is to be made. */
  record Due(CustomerId customer, long cutoff, long place, boolean state, boolean label) {}

  /** A forecast whose horizon has passed and whose outcome is to be made. */
  record DueForecast(CustomerId customer, String id, Instant at, double horizonDays) {}

  DueRows(Database database, Cutoffs cutoffs, Intake intake) {
    this.database = database;
    this.cutoffs = cutoffs;
    this.intake = intake;
  }

  /** What must be made, of some customers. */
  List<Due> examples(int limit) {
    var now = intake.now();
    if (now.isEmpty()) return List.of();
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
        millis(cutoffs.dueBy(now.get())),
        limit);
  }

  List<DueForecast> forecasts(int limit) {
    var now = intake.now();
    if (now.isEmpty()) return List.of();
    return database.read(
        "SELECT customer, id, at, horizon FROM forecasts WHERE label_due = 1 AND ends <= ? LIMIT ?",
        row ->
            new DueForecast(
                new CustomerId(row.getString(1)),
                row.getString(2),
                time(row.getLong(3)),
                row.getDouble(4)),
        millis(now.get()) - CustomerState.LATENESS.toMillis(),
        limit);
  }

  /** Many rows in one transaction. */
  void together(Runnable work) {
    database.transact(work::run);
  }

  void state(Due row, byte[] state) {
    database.change(
        "UPDATE examples SET state = ?, state_due = 0 WHERE cutoff = ? AND place = ? AND customer ="
            + " ?",
        state,
        row.cutoff(),
        row.place(),
        row.customer().value());
  }

  void label(Due row, Label label) {
    database.change(
        "UPDATE examples SET orders = ?, spend = ?, label_due = 0 WHERE cutoff = ? AND place = ?"
            + " AND customer = ?",
        label.orders(),
        label.spend(),
        row.cutoff(),
        row.place(),
        row.customer().value());
  }

  void label(DueForecast row, Label label) {
    database.change(
        "UPDATE forecasts SET orders = ?, spend = ?, label_due = 0 WHERE id = ?",
        label.orders(),
        label.spend(),
        row.id());
  }
}
