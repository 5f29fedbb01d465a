// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines of a file that cannot be used. All are counted, the first ten are kept. */
final class Bad {
  private static final int KEPT = 10;
  private static final int LONGEST = 60;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(long line, String complaint) {
    count++;
    if (first.size() < KEPT) first.add("  line " + line + ": " + complaint);
  }

  /**
   * @throws BadInput if there was any
   */
  void complain(Object file) {
    if (count == 0) return;
    String more = count > KEPT ? "\n  and " + (count - KEPT) + " more" : "";
    throw new BadInput(
        first.stream()
                .collect(
                    Collectors.joining(
                        "\n",
                        file + " has " + count + " bad line" + (count > 1 ? "s" : "") + ":\n",
                        ""))
            + more);
  }

  /** A value as it may stand in a message. */
  static String shown(String value) {
    return shown(value, LONGEST);
  }

  static String shown(String value, int longest) {
    String plain = value.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= longest ? plain : plain.substring(0, longest) + "...";
  }
}
