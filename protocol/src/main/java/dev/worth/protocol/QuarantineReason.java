// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/** Why a fact was kept but not counted. */
public enum QuarantineReason {
  /** Happened before the customer's newest fact by more than the lateness window. */
  TOO_LATE,
  /** Claims to happen later than the clock skew we allow. */
  IN_THE_FUTURE,
  /** Before the shop existed: a clock or unit mistake of the sender. */
  IMPLAUSIBLY_OLD,
  /** A negative or absurdly large amount. */
  ABSURD_AMOUNT,
  /** A quantity nobody buys. */
  ABSURD_QUANTITY,
  /** No rate is known from that currency at that date. */
  NO_EXCHANGE_RATE,
  /** The order's parts contradict its total. */
  INCONSISTENT_TOTALS,
  /** A field has a value outside its range. */
  IMPLAUSIBLE_VALUE
}
