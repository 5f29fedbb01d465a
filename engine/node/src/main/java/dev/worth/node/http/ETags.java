// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.protocol.Score;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Entity tags (RFC 9110, section 8.8.3), compared weakly as {@code If-None-Match} is. */
final class ETags {
  private static final int BYTES = 15;

  /** Weak: one score at two moments differs in nothing but its age, {@code stale_ms}. */
  static String of(Score score, boolean explained) {
    var same =
        List.of(
            score.customer(),
            score.sequenceNr(),
            score.modelVersion(),
            score.asOf(),
            score.horizonDays(),
            explained,
            score.purchaseProbability(),
            score.expectedSpend());
    byte[] digest = sha256().digest(same.toString().getBytes(StandardCharsets.UTF_8));
    byte[] start = Arrays.copyOf(digest, BYTES);
    return "W/\"" + Base64.getUrlEncoder().encodeToString(start) + '"';
  }

  /**
   * Whether {@code If-None-Match} holds the tag.
   *
   * @param header a list of tags, or a star
   */
  static boolean match(String header, String tag) {
    if (header.strip().equals("*")) return true;
    for (String one : header.split(",")) {
      if (bare(one.strip()).equals(bare(tag))) return true;
    }
    return false;
  }

  private static String bare(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
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
