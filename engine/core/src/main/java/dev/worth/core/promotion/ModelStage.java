// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

/** Where a model version stands. */
public enum ModelStage {
  /** Its bundle is kept and checked; nobody is answered by it. */
  REGISTERED,
  /** Scored beside the champion, never answered with. */
  SHADOW,
  /** Answers some customers. */
  CANARY,
  /** Answers everybody else. */
  CHAMPION,
  /** No longer used. */
  RETIRED,
  /** Taken back: it had answered. */
  ROLLED_BACK,
  /** A gate stopped it. */
  REJECTED
}
