// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One name per category, however the shop's systems spell it: lower case, single blanks, levels
 * parted by a slash, the top two levels only. "Home &gt; Garden &gt; Lamps" and "home/garden" are
 * the same.
 */
public final class Categories {
  /** Deeper levels are mostly single products and would tell the models nothing. */
  public static final int LEVELS = 2;

  private static final int LONGEST = 100;
  private static final Pattern SEPARATORS = Pattern.compile("\\s*(?:[>/|»\\\\]|::|->)+\\s*");
  private static final Pattern BLANKS = Pattern.compile("[\\s_\\u00a0]+");
  private static final Set<String> UNKNOWN =
      Set.of("unknown", "none", "null", "n/a", "n / a", "(not set)", "undefined", "-");

  /** The normalised name, empty when the text says that it is unknown. */
  public static String normalise(String category) {
    return isNormal(category) && !UNKNOWN.contains(category) ? category : rebuilt(category);
  }

  /** Most categories come clean and thousands a second: those are not taken apart. */
  private static boolean isNormal(String category) {
    if (category.isEmpty() || category.length() > LONGEST) return false;
    for (int i = 0; i < category.length(); i++) {
      char c = category.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) return false;
    }
    return true;
  }

  private static String rebuilt(String category) {
    String folded = BLANKS.matcher(category).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    if (UNKNOWN.contains(folded)) return "";
    String path =
        Arrays.stream(SEPARATORS.split(folded))
            .map(String::strip)
            .filter(level -> !level.isEmpty())
            .limit(LEVELS)
            .collect(Collectors.joining("/"));
    return path.substring(0, Math.min(LONGEST, path.length()));
  }

  private Categories() {}
}
