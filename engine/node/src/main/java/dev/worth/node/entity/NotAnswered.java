// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

/**
 * A customer's entity did not answer. What was sent may or may not be stored: sending the same
 * again is safe, because a known fact changes nothing.
 */
public final class NotAnswered extends RuntimeException {
  private final boolean damage;

  NotAnswered(Outcome.Failed failed) {
    super(failed.why(), null, false, false);
    damage = failed.damage();
  }

  /** Whether that is because what is stored of the customer is damaged, and so will last. */
  public boolean isDamage() {
    return damage;
  }
}
