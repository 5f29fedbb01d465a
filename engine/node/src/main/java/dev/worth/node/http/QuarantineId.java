// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.protocol.CustomerId;

/**
 * Names one quarantined fact: whose, and at which place of the customer's history.
 *
 * @param sequenceNr of the quarantining
 */
record QuarantineId(CustomerId customer, long sequenceNr) {
  /** As a path part. */
  String text() {
    return Cursors.of(sequenceNr + " " + customer.value());
  }

  /**
   * Reads one back.
   *
   * @throws IllegalArgumentException if it was not made here
   */
  static QuarantineId of(String text) {
    String place = Cursors.place(text);
    int blank = place.indexOf(' ');
    if (blank < 1) throw new IllegalArgumentException("'" + text + "' names no quarantined fact");
    return new QuarantineId(
        new CustomerId(place.substring(blank + 1)), Long.parseLong(place.substring(0, blank)));
  }
}
