// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import org.jspecify.annotations.Nullable;

/** A bundle that does not hold what the contract says; the message says what and the remedy. */
public final class RefusedBundle extends RuntimeException {
  /** Why a bundle was refused. */
  public enum Reason {
    /** Not a zip archive, or a damaged or an oversized one. */
    NOT_AN_ARCHIVE,
    /** An entry of the contract is not there. */
    MISSING_ENTRY,
    /** An entry is not what its name says. */
    UNREADABLE_ENTRY,
    /** The card lacks something or says something impossible. */
    BAD_CARD,
    /** An entry is not the one the card was written for. */
    CHECKSUM,
    /** Trained for other features than this release has. */
    OTHER_FEATURES,
    /** Trained for a shop with another currency. */
    OTHER_CURRENCY,
    /** The graph uses operators this release does not run. */
    OPERATORS,
    /** The runtime cannot load the graph. */
    UNREADABLE_GRAPH,
    /** Names, types or shapes of the graph's inputs and outputs. */
    SIGNATURE,
    /** The graph computes something else than the trainer did. */
    PARITY,
    /** The parts of a score do not sum to it. */
    CONTRIBUTIONS,
    /** Another bundle has that version already. */
    VERSION_TAKEN
  }

  private final Reason reason;

  RefusedBundle(Reason reason, String message) {
    this(reason, message, null);
  }

  RefusedBundle(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
