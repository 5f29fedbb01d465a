// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.protocol.CustomerId;
import java.util.List;
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
   * @throws ProblemException if the function refuses the value
   */
  <T> T named(int place, String what, Function<String, T> reading) {
    return checked(what, named.get(place), reading);
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
      throw ProblemException.of(ProblemKind.INVALID_REQUEST, what + " " + e.getMessage());
    }
  }
}
