// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import dev.worth.core.promotion.Canary;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorer;
import dev.worth.protocol.CustomerId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who answers whom, as one value: it is replaced as a whole, so nobody sees half a swap.
 *
 * @param champion answers everybody whom the trial does not cover
 */
record Seats(Observed champion, Optional<Trying> trying, Optional<Shadow> shadow) {
  /** A version that answers some. */
  record Trying(Canary canary, Observed scorer) {
    boolean covers(CustomerId customer) {
      return canary.slice().covers(customer, canary.version());
    }
  }

  static Seats only(Scorer scorer, Requests requests) {
    return new Seats(
        new Observed(scorer, requests, Optional.empty()), Optional.empty(), Optional.empty());
  }

  static Seats baseline(Requests requests) {
    return only(new Baseline(), requests);
  }

  Scorer of(CustomerId customer) {
    return trying.isPresent() && trying.get().covers(customer) ? trying.get().scorer() : champion;
  }

  /** Everybody who has a seat. */
  Stream<OnnxScorer> loaded() {
    return Stream.of(
            Stream.of(champion.scorer()),
            trying.stream().map(t -> t.scorer().scorer()),
            shadow.stream().map(Shadow::scorer))
        .flatMap(all -> all)
        .filter(OnnxScorer.class::isInstance)
        .map(OnnxScorer.class::cast);
  }

  Optional<OnnxScorer> loaded(String version) {
    return loaded().filter(scorer -> scorer.version().equals(version)).findFirst();
  }
}
