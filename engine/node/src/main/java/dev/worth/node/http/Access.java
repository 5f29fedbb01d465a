// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Who may ask: everybody where no token is set, else who shows it. */
final class Access {
  private final Optional<byte[]> token;

  Access(Optional<String> token) {
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  boolean allows(HttpRequest request) {
    return token.isEmpty()
        || request.getHeader("authorization").map(HttpHeader::value).filter(this::fits).isPresent();
  }

  private boolean fits(String header) {
    int blank = header.indexOf(' ');
    if (blank < 0) return false;
    String shown = header.substring(blank + 1).strip();
    return switch (header.substring(0, blank).toLowerCase(Locale.ROOT)) {
      case "bearer" -> isToken(shown);
      case "basic" -> isToken(userName(shown));
      default -> false;
    };
  }

  /** Segment's libraries send their key as the user name of Basic. */
  private static String userName(String credentials) {
    try {
      String both = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      return both.substring(0, Math.max(0, both.indexOf(':')));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** In time that does not depend on how much of a guess is right. */
  private boolean isToken(String shown) {
    return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token.orElseThrow());
  }
}
