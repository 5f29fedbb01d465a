// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** A name for each request: the client's own where it sends a usable one. */
final class RequestIds {
  private static final int LONGEST = 64;

  private final String prefix = Integer.toHexString(new SecureRandom().nextInt()) + "-";
  private final AtomicLong next = new AtomicLong();

  String of(HttpRequest request) {
    return request
        .getHeader("x-request-id")
        .map(HttpHeader::value)
        .filter(RequestIds::isUsable)
        .orElseGet(() -> prefix + Long.toString(next.incrementAndGet(), Character.MAX_RADIX));
  }

  /** Nothing that would have to be escaped in a log or a header. */
  private static boolean isUsable(String id) {
    return !id.isEmpty()
        && id.length() <= LONGEST
        && id.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0));
  }
}
