// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.Explanation;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Quantiles;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.OrderLine;
import dev.worth.protocol.ProductId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small shop to test with. */
final class Shop {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Question IN_30_DAYS = new Question(NOW, 30, false);

  static CustomerId customer(int i) {
    return new CustomerId("c-" + i);
  }

  static OrderPlaced order(String id, Instant at, long cents) {
    var lines = List.of(new OrderLine(new ProductId("p-1"), "garden", 1, euro(cents)));
    return new OrderPlaced(
        key(id), at, new OrderId("o-" + id), lines, euro(cents), euro(0), euro(0), euro(0), "");
  }

  static PageViewed view(String id, Instant at) {
    return new PageViewed(key(id), at, "/garden", 1_000);
  }

  static EventKey key(String id) {
    return new EventKey("/shop", id);
  }

  /** A random history in the order it happened, an order among about four facts. */
  static List<CustomerEvent> history(long seed, int length) {
    var random = new Random(seed);
    var facts = new ArrayList<CustomerEvent>();
    Instant at = Instant.parse("2025-01-01T00:00:00Z");
    for (int i = 0; i < length; i++) {
      at = at.plusSeconds(random.nextInt(200_000));
      String id = seed + "-" + i;
      facts.add(random.nextInt(4) == 0 ? order(id, at, 100 + random.nextInt(9_900)) : view(id, at));
    }
    return facts;
  }

  private static Amount euro(long cents) {
    return Amount.of(new Money(cents, "EUR"));
  }

  /** A scorer whose every output is the one number that its version names. */
  record Constant(int number) implements Scorer {
    @Override
    public String version() {
      return "v" + number;
    }

    @Override
    public Prediction predict(Features features) {
      return new Prediction(number, number, number, Quantiles.of(level -> number), number);
    }

    @Override
    public Explanation explain(Features features) {
      return new Explanation(number, List.of());
    }
  }

  private Shop() {}
}
