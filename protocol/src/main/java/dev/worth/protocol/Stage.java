// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/** Where a customer stands in the life cycle. */
public enum Stage {
  /** Never ordered. */
  PROSPECT,
  /** One order, recent. */
  NEW,
  /** Ordered more than once, within the usual gap. */
  ACTIVE,
  /** Many orders, within the usual gap. */
  LOYAL,
  /** Later than usual, but likely to come back. */
  COOLING,
  /** Probably gone. */
  LAPSED,
  /** Back after having lapsed. */
  WON_BACK
}
