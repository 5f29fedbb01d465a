// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import java.util.regex.Pattern;

/** The one rule for names of experiments and arms: they stand in paths and in the journal. */
final class Names {
  private static final Pattern FIT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int SHOWN = 80;

  static void check(String what, String name) {
    if (FIT.matcher(name).matches()) return;
    String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
    throw new IllegalArgumentException(
        "%s '%s' is no name: send 1 to 64 of a-z 0-9 . _ - and begin with a letter or digit"
            .formatted(what, shown));
  }

  private Names() {}
}
