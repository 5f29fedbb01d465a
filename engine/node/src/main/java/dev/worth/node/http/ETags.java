// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.apache.pekko.util.ByteString;

/** Strong entity tags (RFC 9110, section 8.8.3). */
final class ETags {
  private static final int BYTES = 15;

  /** The same bytes have the same tag, others practically never. */
  static String of(ByteString body) {
    byte[] digest = sha256().digest(body.toArrayUnsafe());
    byte[] start = Arrays.copyOf(digest, BYTES);
    return '"' + Base64.getUrlEncoder().encodeToString(start) + '"';
  }

  /**
   * Whether {@code If-None-Match} holds the tag.
   *
   * @param header a list of tags, or a star
   */
  static boolean match(String header, String tag) {
    if (header.strip().equals("*")) return true;
    for (String one : header.split(",")) {
      String bare = one.strip();
      if ((bare.startsWith("W/") ? bare.substring(2) : bare).equals(tag)) return true;
    }
    return false;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private ETags() {}
}
