// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a type means, in any of the vocabularies and however it is written: {@code
 * dev.worth.order-placed.v1}, {@code shop.order_completed}, {@code Order Completed}, {@code
 * purchase}. Only the part after the last dot counts, without case, blanks, dashes and underscores.
 */
final class Kinds {
  private static final int LONGEST = 100;
  private static final int MOST_REMEMBERED = 1_000;
  private static final Map<String, Meaning> MEANINGS = meanings();

  /** Types as they came, so that the usual ones are not taken apart each time. */
  private static final Map<String, Meaning> SEEN = new ConcurrentHashMap<>();

  private static Map<String, Meaning> meanings() {
    var all = new HashMap<String, Meaning>();
    for (var kind : FactKind.values()) all.put(folded(kind.typeName), Meaning.of(kind));
    SegmentNames.TRACK.forEach((name, meaning) -> all.putIfAbsent(folded(name), meaning));
    SegmentNames.CALLS.forEach((name, meaning) -> all.putIfAbsent(folded(name), meaning));
    Ga4Names.EVENTS.forEach((name, meaning) -> all.putIfAbsent(folded(name), meaning));
    return Map.copyOf(all);
  }

  /** What the type means; null when no vocabulary has it. */
  static @Nullable Meaning find(String type) {
    Meaning seen = SEEN.get(type);
    if (seen != null || type.length() > LONGEST) return seen;
    Meaning found = MEANINGS.get(folded(lastPart(type)));
    if (found != null && SEEN.size() < MOST_REMEMBERED) SEEN.put(type, found);
    return found;
  }

  /** The part after the last dot, a version 1 left aside. */
  static String lastPart(String type) {
    String unversioned = type.endsWith(".v1") ? type.substring(0, type.length() - 3) : type;
    return unversioned.substring(unversioned.lastIndexOf('.') + 1);
  }

  static String folded(String name) {
    var folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != ' ' && c != '_' && c != '-') folded.append(Character.toLowerCase(c));
    }
    return folded.toString();
  }

  private Kinds() {}
}
