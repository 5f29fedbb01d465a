// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import java.time.Instant;

/**
 * Who did something, when and why.
 *
 * @param by a person or a part of the engine
 * @param why in their own words; may be empty where nothing needs a reason
 */
public record Step(Instant at, String by, String why) {
  private static final int LONGEST = 500;

  public Step {
    if (by.isBlank() || by.length() > LONGEST)
      throw new IllegalArgumentException(
          "by has " + by.length() + " characters: name who does this, in 1 to " + LONGEST);
    if (why.length() > LONGEST)
      throw new IllegalArgumentException(
          "the reason has " + why.length() + " characters: give at most " + LONGEST);
  }

  /** A text of the engine's own, as far as a step takes it. */
  public static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
