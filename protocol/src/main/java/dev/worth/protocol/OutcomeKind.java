// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/** What came of a decision that no other fact tells. */
public enum OutcomeKind {
  /** An order turned out to be none: the bank took the money back. Takes one order off. */
  CHARGE_BACK,
  /** An order that was placed where no events come from. Adds one order. */
  OFFLINE_ORDER,
  /** What a campaign brought in with this customer; told in reports, changes no label. */
  CAMPAIGN_RESULT
}
