// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.protocol.CustomerId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Query;

/**
 * One request on its way through the edge.
 *
 * @param named values of the route's named path parts, in order
 * @param id names the request in answers and logs
 */
record Exchange(HttpRequest request, Query query, List<String> named, String id) {
  /** What Pekko puts in the place of bytes that are not UTF-8. */
  private static final char NO_UTF_8 = '\uFFFD';

  private static final int LONGEST_SHOWN = 40;

  /**
   * The customer that the path names first.
   *
   * @throws ProblemException if that is no identifier
   */
  CustomerId customer() {
    return named(0, "the customer in the path:", CustomerId::new);
  }

  /**
   * A named part of the path, read by a function that refuses with IllegalArgumentException.
   *
   * @throws ProblemException if the function refuses the value, or it was no UTF-8
   */
  <T> T named(int place, String what, Function<String, T> reading) {
    String text = named.get(place);
    if (text.indexOf(NO_UTF_8) < 0) return checked(what, text, reading);
    throw refused(what + " has bytes that are not UTF-8: escape each byte of its UTF-8 form");
  }

  /**
   * Checks the names of the query parameters.
   *
   * @throws ProblemException if one is not among the known, or stands twice
   */
  void checkParameters(List<String> known) {
    if (request.getUri().rawQueryString().isEmpty()) return;
    var seen = new HashSet<String>();
    for (var parameter : query.toList()) {
      String name = parameter.first();
      if (!known.contains(name)) throw refused(unknown(name, known));
      if (!seen.add(name)) throw refused("query parameter " + name + " stands twice: send it once");
    }
  }

  private static String unknown(String name, List<String> known) {
    String shown = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "...";
    return "query parameter %s is not taken here: %s"
        .formatted(
            shown, known.isEmpty() ? "send none" : "send none but " + String.join(", ", known));
  }

  /**
   * Checks the media type of a body; none is needed where there is no body.
   *
   * @throws ProblemException if it is not among the known
   */
  void checkType(List<String> known) {
    if (known.contains(mediaType()) || request.entity().isKnownEmpty()) return;
    throw ProblemException.of(
        ProblemKind.UNSUPPORTED_MEDIA_TYPE,
        "'%s' is not taken: send %s".formatted(mediaType(), String.join(" or ", known)));
  }

  /** The body's, without its parameters. */
  String mediaType() {
    return request.entity().getContentType().mediaType().toString().toLowerCase(Locale.ROOT);
  }

  Optional<String> header(String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  Optional<String> parameter(String name) {
    return query.get(name);
  }

  /**
   * A query parameter read by a function that refuses with IllegalArgumentException.
   *
   * @throws ProblemException if the function refuses the value
   */
  <T> Optional<T> parameter(String name, Function<String, T> reading) {
    return query.get(name).map(text -> checked("query parameter " + name, text, reading));
  }

  /**
   * A whole number in a query parameter.
   *
   * @throws ProblemException if it is none, or outside the range
   */
  long whole(String name, long usual, long least, long most) {
    return parameter(name, text -> whole(text, least, most)).orElse(usual);
  }

  /**
   * A switch in a query parameter; the name alone switches it on.
   *
   * @throws ProblemException if it is neither true nor false
   */
  boolean flag(String name) {
    return parameter(name, Exchange::truth).orElse(false);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is '" + text + "': send true or false");
    };
  }

  private static long whole(String text, long least, long most) {
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) return value;
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    throw new IllegalArgumentException(
        "is '" + text + "': send a whole number from " + least + " to " + most);
  }

  private static <T> T checked(String what, String text, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(what + " " + e.getMessage());
    }
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(ProblemKind.INVALID_REQUEST, detail);
  }
}
