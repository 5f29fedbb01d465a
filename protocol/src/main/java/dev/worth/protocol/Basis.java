// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/** How much of a score rests on the customer's own history. */
public enum Basis {
  /** No order yet: what customers in general do. */
  PRIOR,
  /** One or two orders. */
  THIN,
  /** Three orders or more. */
  FULL
}
