// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import static dev.worth.node.learning.Database.millis;
import static dev.worth.node.learning.Database.time;

import dev.worth.core.learning.Cutoffs;
import dev.worth.protocol.CustomerId;
import java.time.Instant;

/**
 * Who is looked at, at each cut-off: those who come first in {@link Cutoffs#place} among the ones
 * with a fact before it. A fact that comes late can bring a customer in and push another out, but
 * never back in, so the draw depends on the facts and not on the order they were read in.
 */
final class Drawing {
  private final Database database;
  private final Cutoffs cutoffs;
  private final int sample;

  Drawing(Database database, Cutoffs cutoffs, int sample) {
    this.database = database;
    this.cutoffs = cutoffs;
    this.sample = sample;
  }

  /** A customer who is new, or known from earlier on than before. */
  void meet(CustomerId customer, long firstAt, long before) {
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

  /** Draws the customers of the cut-offs that the shop's time has passed. */
  void open(long before, long after) {
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
}
