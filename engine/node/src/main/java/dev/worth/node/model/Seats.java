// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import dev.worth.core.experiment.ModelArms;
import dev.worth.core.promotion.Canary;
import dev.worth.core.promotion.Tried;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorer;
import dev.worth.protocol.CustomerId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who answers whom, as one value: it is replaced as a whole, so nobody sees half a swap.
 *
 * @param champion answers everybody whom neither trial nor experiment covers
 * @param dealt the versions of an experiment's arms: while there is one, a trial waits
 */
record Seats(
    Observed champion, Optional<Trying> trying, Optional<Shadow> shadow, Optional<Dealt> dealt) {
  /**
   * A version that answers some.
   *
   * @param own what it answered
   * @param others what the champion answered meanwhile
   */
  record Trying(Canary canary, Observed scorer, Counting own, Counting others) {
    static Trying of(Canary canary, Scorer scorer, Requests requests) {
      var own = new Counting();
      var observed = new Observed(scorer, requests, Optional.empty(), Optional.of(own));
      return new Trying(canary, observed, own, new Counting());
    }

    boolean is(Canary other, Scorer one) {
      return canary.equals(other) && scorer.scorer() == one;
    }

    Tried tried() {
      return new Tried(own.tally(), others.tally());
    }

    boolean covers(CustomerId customer) {
      return canary.slice().covers(customer, canary.version());
    }
  }

  /**
   * Who answers those in an experiment's arms.
   *
   * @param scorers by version; one that could not be loaded is missing, and the champion answers
   */
  record Dealt(ModelArms arms, Map<String, Observed> scorers) {
    Optional<Observed> of(CustomerId customer) {
      return arms.version(customer).map(scorers::get);
    }
  }

  static Seats only(Scorer scorer, Requests requests) {
    return new Seats(
        new Observed(scorer, requests, Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Seats baseline(Requests requests) {
    return only(new Baseline(), requests);
  }

  Scorer of(CustomerId customer) {
    if (dealt.isPresent()) return dealt.get().of(customer).orElse(champion);
    return trying.isPresent() && trying.get().covers(customer) ? trying.get().scorer() : champion;
  }

  /** Everybody who has a seat. */
  Stream<OnnxScorer> loaded() {
    return Stream.of(
            Stream.of(champion.scorer()),
            trying.stream().map(t -> t.scorer().scorer()),
            shadow.stream().map(Shadow::scorer),
            dealt.stream().flatMap(d -> d.scorers().values().stream()).map(Observed::scorer))
        .flatMap(all -> all)
        .filter(OnnxScorer.class::isInstance)
        .map(OnnxScorer.class::cast);
  }

  /** What a version that is tried did so far, on this node; empty where it has no such seat. */
  Optional<Tried> tried(String version) {
    return trying
        .filter(one -> one.canary().version().equals(version))
        .map(Trying::tried)
        .or(() -> shadow.filter(s -> s.scorer().version().equals(version)).map(Shadow::tried));
  }

  Optional<OnnxScorer> loaded(String version) {
    return loaded().filter(scorer -> scorer.version().equals(version)).findFirst();
  }
}
