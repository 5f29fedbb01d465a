// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One thing that must be in order before requests are sent here.
 *
 * @param name such as cluster, sharding, model, journal
 * @param trouble what is not in order now, with the remedy; empty when all is. Must not wait
 * @param note what somebody should know although all is in order. Must not wait
 */
public record Readiness(
    String name, Supplier<Optional<String>> trouble, Supplier<Optional<String>> note) {
  /** With nothing to note. */
  public Readiness(String name, Supplier<Optional<String>> trouble) {
    this(name, trouble, Optional::empty);
  }

  /** What is not in order now, each with its name; empty when all is. */
  static String troubles(List<Readiness> checks) {
    return checks.stream()
        .flatMap(check -> check.trouble().get().stream().map(why -> check.name() + ": " + why))
        .collect(Collectors.joining("; "));
  }
}
