// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Trainer.Request;
import dev.worth.learning.Tuning.Candidate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a training begins.
 *
 * @param start what it begins with, empty for nothing
 * @param settings what the card says of that
 */
record Begun(Optional<Start> start, Map<String, String> settings) {
  /**
   * Tried beside what is in use and what was asked for, in this order. All follow the newest weeks:
   * who buys at two past times says nothing of a level that has moved since.
   */
  private static final List<String> OTHERS = List.of("followed_judged", "followed_stack");

  /** A start that cannot be used is told, and nothing is begun with. */
  static Begun of(Request request) {
    if (request.start().isEmpty()) return new Begun(Optional.empty(), Map.of());
    var given = request.start().get();
    try {
      var start = Start.read(given.bundle(), request.currency());
      return new Begun(Optional.of(start), Map.of("start", given.version()));
    } catch (IllegalArgumentException e) {
      var says = "nothing: " + given.version() + " cannot be used, " + e.getMessage();
      return new Begun(Optional.empty(), Map.of("start", says));
    }
  }

  /** The family of the model in use, the one that was asked for, and others. */
  List<Candidate> candidates(Request request) {
    if (request.tries() == 1) return List.of(candidate(request.family()));
    var names = new LinkedHashSet<String>();
    start.map(s -> s.card().family()).filter(Family.names()::contains).ifPresent(names::add);
    names.add(request.family());
    names.addAll(OTHERS);
    return names.stream().map(Begun::candidate).toList();
  }

  private static Candidate candidate(String name) {
    return new Candidate(name, Family.named(name));
  }
}
