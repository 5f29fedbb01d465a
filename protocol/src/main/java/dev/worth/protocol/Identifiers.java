// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/**
 * The one rule for identifiers: 1 to 200 characters, no control characters, no leading or trailing
 * blank.
 */
final class Identifiers {
  static final int LONGEST = 200;

  static void check(String what, String value) {
    if (value.isBlank())
      throw new IllegalArgumentException(what + " is blank: send a non-empty text");
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters: send at most " + LONGEST);
    }
    if (!value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what + " has surrounding blanks or control characters: send it trimmed");
    }
  }

  private Identifiers() {}
}
