// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.Features;
import dev.worth.protocol.Amount;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import dev.worth.protocol.Money;
import dev.worth.protocol.OrderId;
import dev.worth.protocol.Score;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The customer on whom every {@link Output} is shown, scored by the {@link Baseline}, which every
 * engine has: whoever sends these facts and asks this question gets these figures.
 */
public final class WorkedExample {
  public static final Instant AS_OF = Instant.parse("2026-03-20T00:00:00Z");
  public static final double HORIZON_DAYS = 90;
  public static final String CURRENCY = "EUR";

  private static final CustomerId WHO = new CustomerId("worked-example");
  private static final Features FEATURES = Features.of(state(), AS_OF, HORIZON_DAYS, CURRENCY);
  private static final Score SCORE =
      Scoring.score(
          WHO,
          state(),
          facts().size(),
          new Scoring.Question(AS_OF, HORIZON_DAYS, true),
          CURRENCY,
          new Baseline());

  /** Five orders, about two weeks apart. */
  public static List<OrderPlaced> facts() {
    return List.of(
        order("2026-01-20", 4_000),
        order("2026-02-02", 6_000),
        order("2026-02-17", 5_000),
        order("2026-03-01", 4_500),
        order("2026-03-14", 5_500));
  }

  public static Score score() {
    return SCORE;
  }

  static Features features() {
    return FEATURES;
  }

  static PurchaseHistory history() {
    var purchases = ClosedForm.purchases(FEATURES);
    return Backbone.history(purchases, SeasonalClock.CALENDAR, AS_OF);
  }

  /** What is known and asked, for people. */
  static String told() {
    String orders =
        facts().stream()
            .map(o -> "%s EUR on %s".formatted(o.total().value().decimal(), day(o.at())))
            .collect(Collectors.joining(", "));
    return "A customer ordered for %s. Asked as of %s about %.0f days, of model `%s`."
        .formatted(orders, AS_OF, HORIZON_DAYS, Baseline.VERSION);
  }

  static String day(Instant at) {
    return at.toString().substring(0, 10);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static CustomerState state() {
    var state = CustomerState.UNKNOWN;
    for (var fact : facts()) state = state.evolve(fact);
    return state;
  }

  private static OrderPlaced order(String day, long minor) {
    var zero = Amount.of(new Money(0, CURRENCY));
    var total = Amount.of(new Money(minor, CURRENCY));
    var key = new EventKey("/definitions", "order-" + day);
    var at = Instant.parse(day + "T00:00:00Z");
    return new OrderPlaced(key, at, new OrderId(day), List.of(), total, zero, zero, zero, "");
  }

  private WorkedExample() {}
}
