// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;

/** Finds the route for a method and a path. A fixed part of a template goes before a named one. */
final class Router {
  private final Map<Integer, List<Candidate>> byLength = new HashMap<>();

  /** What a path leads to. */
  sealed interface Found {}

  /**
   * @param named the path's values for the template's named parts, percent-decoded, in order
   */
  record Matched(Route route, List<String> named) implements Found {}

  /** The path is known, with other methods. */
  record OtherMethods(List<String> allowed) implements Found {}

  /** No route has this path. */
  record Nothing() implements Found {}

  private record Candidate(Route route, String[] parts) {
    Optional<List<String>> match(List<String> path) {
      var named = new ArrayList<String>(2);
      for (int i = 0; i < parts.length; i++) {
        if (isNamed(i) && !path.get(i).isEmpty()) named.add(path.get(i));
        else if (!parts[i].equals(path.get(i))) return Optional.empty();
      }
      return Optional.of(named);
    }

    private boolean isNamed(int i) {
      return parts[i].startsWith("{");
    }

    long fixed() {
      return Arrays.stream(parts).filter(part -> !part.startsWith("{")).count();
    }
  }

  Router(List<Route> routes) {
    for (var route : routes) {
      var candidate = new Candidate(route, route.parts());
      byLength.computeIfAbsent(candidate.parts().length, n -> new ArrayList<>()).add(candidate);
    }
    byLength.values().forEach(all -> all.sort((a, b) -> Long.compare(b.fixed(), a.fixed())));
  }

  Found find(HttpMethod method, List<String> path) {
    var allowed = new ArrayList<String>();
    for (var candidate : byLength.getOrDefault(path.size(), List.of())) {
      var named = candidate.match(path);
      if (named.isEmpty()) continue;
      if (candidate.route().method().equals(method)) {
        return new Matched(candidate.route(), named.get());
      }
      allowed.add(candidate.route().method().value());
    }
    return allowed.isEmpty() ? new Nothing() : new OtherMethods(sorted(allowed));
  }

  private static List<String> sorted(List<String> methods) {
    return methods.stream().distinct().sorted().collect(Collectors.toList());
  }
}
