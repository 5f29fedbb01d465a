// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/** What became of one submitted fact. */
public enum Verdict {
  /** On disk and counted. */
  ACCEPTED,
  /** Known already, by (source, id) or by order id: nothing changed. */
  DUPLICATE,
  /** On disk, not counted: listable and replayable. */
  QUARANTINED,
  /** Not a fact we can read: nothing was stored. */
  REJECTED
}
