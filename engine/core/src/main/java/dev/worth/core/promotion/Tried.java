// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

/**
 * What a version and the champion answered while it was tried. In the shadow both were asked the
 * same; as canary each had customers of its own, told apart by a hash.
 */
public record Tried(Tally challenger, Tally champion) {
  /** Nobody was asked. */
  public static final Tried NOTHING =
      new Tried(new Tally(0, 0, 0, new long[1]), new Tally(0, 0, 0, new long[1]));
}
