// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

/** More is under way than may be kept in memory; nothing of this request was stored. */
public final class Overloaded extends RuntimeException {
  private final int retryAfterSeconds;

  Overloaded(long inFlight, int retryAfterSeconds) {
    super(
        inFlight
            + " facts are under way already: send the same again after "
            + retryAfterSeconds
            + " s, or send less at once",
        null,
        false,
        false);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
