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
    if (isUntidy(value)) {
      throw new IllegalArgumentException(
          what + " has surrounding blanks or control characters: send it trimmed");
    }
  }

  /** A plain loop: this runs several times for every fact that comes in. */
  private static boolean isUntidy(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) return true;
    }
    return Character.isWhitespace(value.charAt(0))
        || Character.isWhitespace(value.charAt(value.length() - 1));
  }

  private Identifiers() {}
}
