// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

/** What texts from outside need. */
final class Texts {
  /** Whether a surrogate stands alone: such a text cannot be written as UTF-8. */
  static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) continue;
      boolean isPair =
          i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
      if (!isPair) return true;
      i++;
    }
    return false;
  }

  /** The first characters, never half of one. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) return text;
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
  }

  /** The path of a page, without host, query and fragment: those may hold personal data. */
  static String path(String page) {
    int scheme = page.indexOf("://");
    int from = scheme < 0 ? 0 : page.indexOf('/', scheme + 3);
    if (from < 0) return "/";
    int to = from;
    while (to < page.length() && page.charAt(to) != '?' && page.charAt(to) != '#') to++;
    return page.substring(from, to);
  }

  /** The network of an address, 203.0.113.0/24 or 2001:db8:7::/48; empty for anything else. */
  static String network(String address) {
    String[] four = address.split("\\.", -1);
    if (four.length == 4) return four[0] + "." + four[1] + "." + four[2] + ".0/24";
    String[] six = address.split(":", -1);
    return six.length < 4 ? "" : six[0] + ":" + six[1] + ":" + six[2] + "::/48";
  }

  static String message(IllegalArgumentException e) {
    return e.getMessage() == null ? "has a wrong value" : e.getMessage();
  }

  private Texts() {}
}
