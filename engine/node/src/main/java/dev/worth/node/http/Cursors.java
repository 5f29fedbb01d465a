// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Places in a list that is read page by page. Opaque, so that what they hold may change. */
final class Cursors {
  static String of(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place a cursor names.
   *
   * @throws IllegalArgumentException if it was not made here
   */
  static String place(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw broken(cursor, e);
    }
  }

  /**
   * The number a cursor names.
   *
   * @throws IllegalArgumentException if it was not made here
   */
  static long number(String cursor) {
    try {
      return Long.parseLong(place(cursor));
    } catch (NumberFormatException e) {
      throw broken(cursor, e);
    }
  }

  private static IllegalArgumentException broken(String cursor, Exception cause) {
    return new IllegalArgumentException(
        "is '" + cursor + "': send one from the answer before, unchanged", cause);
  }

  /** Points at the next page (RFC 8288). */
  static HttpResponse linked(HttpResponse page, Exchange x, String cursor) {
    var query = x.query().toMap();
    var target = new StringBuilder(x.request().getUri().path()).append("?cursor=").append(cursor);
    query.forEach(
        (name, value) -> {
          if (!name.equals("cursor"))
            target.append('&').append(name).append('=').append(escaped(value));
        });
    return page.addHeader(RawHeader.create("Link", "<" + target + ">; rel=\"next\""));
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Cursors() {}
}
