// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/**
 * A fact about one customer. Facts are journaled for ever: rename a component only together with a
 * migration, and never reuse a type name. Components are only ever added. An empty text means
 * unknown; amounts are in the shop's currency and keep the original beside them.
 *
 * <p>Long because it is the list of all facts there are.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = CustomerEvent.ProfileUpdated.class, name = "profile-updated"),
  @Type(value = CustomerEvent.SignedIn.class, name = "signed-in"),
  @Type(value = CustomerEvent.PageViewed.class, name = "page-viewed"),
  @Type(value = CustomerEvent.ProductViewed.class, name = "product-viewed"),
  @Type(value = CustomerEvent.ProductsSearched.class, name = "products-searched"),
  @Type(value = CustomerEvent.ElementClicked.class, name = "element-clicked"),
  @Type(value = CustomerEvent.FavouriteAdded.class, name = "favourite-added"),
  @Type(value = CustomerEvent.FavouriteRemoved.class, name = "favourite-removed"),
  @Type(value = CustomerEvent.CartItemAdded.class, name = "cart-item-added"),
  @Type(value = CustomerEvent.CartItemRemoved.class, name = "cart-item-removed"),
  @Type(value = CustomerEvent.CheckoutStarted.class, name = "checkout-started"),
  @Type(value = CustomerEvent.OrderPlaced.class, name = "order-placed"),
  @Type(value = CustomerEvent.OrderCancelled.class, name = "order-cancelled"),
  @Type(value = CustomerEvent.OrderRefunded.class, name = "order-refunded"),
  @Type(value = CustomerEvent.PaymentAttempted.class, name = "payment-attempted"),
  @Type(value = CustomerEvent.PaymentCaptured.class, name = "payment-captured"),
  @Type(value = CustomerEvent.PaymentFailed.class, name = "payment-failed"),
  @Type(value = CustomerEvent.CouponIssued.class, name = "coupon-issued"),
  @Type(value = CustomerEvent.CouponApplied.class, name = "coupon-applied"),
  @Type(value = CustomerEvent.CouponDenied.class, name = "coupon-denied"),
  @Type(value = CustomerEvent.ProductReviewed.class, name = "product-reviewed"),
  @Type(value = CustomerEvent.ConsentChanged.class, name = "consent-changed"),
  @Type(value = CustomerEvent.EventQuarantined.class, name = "event-quarantined"),
  @Type(value = CustomerEvent.QuarantineReleased.class, name = "quarantine-released"),
  @Type(value = CustomerEvent.ExperimentExposed.class, name = "experiment-exposed"),
  @Type(value = CustomerEvent.ForecastMade.class, name = "forecast-made"),
  @Type(value = CustomerEvent.OutcomeReported.class, name = "outcome-reported")
})
public sealed interface CustomerEvent {
  /** Who told it and under which id: the same key again is the same fact again. */
  EventKey key();

  /** When it happened, by the shop's clock. */
  Instant at();

  /**
   * What the customer told about themselves.
   *
   * @param ageBand such as 25-34, empty when unknown
   * @param gender
   * @param region normalised, empty when unknown
   */
  record ProfileUpdated(EventKey key, Instant at, String ageBand, Gender gender, String region)
      implements CustomerEvent {}

  /**
   * A sign-in.
   *
   * @param device hash or id of the device, empty when unknown
   * @param network hash or prefix of the network address, empty when unknown
   */
  record SignedIn(EventKey key, Instant at, String device, String network)
      implements CustomerEvent {}

  /**
   * A page was looked at.
   *
   * @param page path or name
   * @param dwellMillis how long, 0 when unknown
   */
  record PageViewed(EventKey key, Instant at, String page, long dwellMillis)
      implements CustomerEvent {}

  /**
   * A product was looked at.
   *
   * @param category normalised, empty when unknown
   */
  record ProductViewed(EventKey key, Instant at, ProductId product, String category)
      implements CustomerEvent {}

  /**
   * A search.
   *
   * @param query as typed, cut at 200 characters
   * @param results number of hits, -1 when unknown
   */
  record ProductsSearched(EventKey key, Instant at, String query, int results)
      implements CustomerEvent {}

  /**
   * A click on a list entry, promotion or button.
   *
   * @param target what was clicked
   */
  record ElementClicked(EventKey key, Instant at, String target) implements CustomerEvent {}

  /**
   * A product was put on the wish list.
   *
   * @param category normalised, empty when unknown
   */
  record FavouriteAdded(EventKey key, Instant at, ProductId product, String category)
      implements CustomerEvent {}

  /** A product was taken off the wish list. */
  record FavouriteRemoved(EventKey key, Instant at, ProductId product) implements CustomerEvent {}

  /**
   * A product was put into the cart.
   *
   * @param price per unit, zero when unknown
   */
  record CartItemAdded(
      EventKey key, Instant at, ProductId product, String category, int quantity, Amount price)
      implements CustomerEvent {}

  /**
   * A product was taken out of the cart.
   *
   * @param price per unit, zero when unknown
   */
  record CartItemRemoved(
      EventKey key, Instant at, ProductId product, String category, int quantity, Amount price)
      implements CustomerEvent {}

  /**
   * The customer went to the till.
   *
   * @param value of the cart, zero when unknown
   */
  record CheckoutStarted(EventKey key, Instant at, Amount value) implements CustomerEvent {}

  /**
   * An order. Its value to the shop is {@code total}.
   *
   * @param total what the customer pays, discount already taken off
   * @param shipping part of total
   * @param tax part of total
   * @param discount already taken off total
   * @param coupon empty when none was used
   */
  record OrderPlaced(
      EventKey key,
      Instant at,
      OrderId order,
      List<OrderLine> lines,
      Amount total,
      Amount shipping,
      Amount tax,
      Amount discount,
      String coupon)
      implements CustomerEvent {}

  /** An order was called off as a whole. */
  record OrderCancelled(EventKey key, Instant at, OrderId order) implements CustomerEvent {}

  /**
   * Money went back to the customer.
   *
   * @param order empty when the return names no order
   * @param amount positive
   */
  record OrderRefunded(EventKey key, Instant at, String order, Amount amount)
      implements CustomerEvent {}

  /**
   * A payment was tried.
   *
   * @param order empty when unknown
   * @param instrument fingerprint of card or account, empty when unknown
   */
  record PaymentAttempted(
      EventKey key,
      Instant at,
      String order,
      PaymentMethod method,
      String instrument,
      Amount amount)
      implements CustomerEvent {}

  /**
   * A payment arrived.
   *
   * @param order empty when unknown
   * @param instrument fingerprint of card or account, empty when unknown
   */
  record PaymentCaptured(
      EventKey key,
      Instant at,
      String order,
      PaymentMethod method,
      String instrument,
      Amount amount)
      implements CustomerEvent {}

  /**
   * A payment was refused.
   *
   * @param order empty when unknown
   * @param reason the provider's code, empty when unknown
   */
  record PaymentFailed(
      EventKey key,
      Instant at,
      String order,
      PaymentMethod method,
      String instrument,
      Amount amount,
      String reason)
      implements CustomerEvent {}

  /**
   * A coupon was given to the customer.
   *
   * @param campaign empty when unknown
   */
  record CouponIssued(EventKey key, Instant at, CouponCode coupon, String campaign)
      implements CustomerEvent {}

  /**
   * A coupon was used.
   *
   * @param order empty when not yet known
   * @param discount zero when unknown
   */
  record CouponApplied(EventKey key, Instant at, CouponCode coupon, String order, Amount discount)
      implements CustomerEvent {}

  /**
   * A coupon was refused at the till.
   *
   * @param reason empty when unknown
   */
  record CouponDenied(EventKey key, Instant at, CouponCode coupon, String reason)
      implements CustomerEvent {}

  /**
   * A review.
   *
   * @param rating 1 to 5
   * @param text cut at 4,000 characters, empty when none
   */
  record ProductReviewed(EventKey key, Instant at, ProductId product, int rating, String text)
      implements CustomerEvent {}

  /**
   * What the customer allows from now on.
   *
   * @param personalisation scores may be used to treat this person differently
   * @param marketing advertising may be sent
   */
  record ConsentChanged(EventKey key, Instant at, boolean personalisation, boolean marketing)
      implements CustomerEvent {}

  /**
   * A fact that was kept but not counted: it can be listed, mended and sent again.
   *
   * @param reason a code of {@link QuarantineReason}
   * @param detail names the value and the remedy
   * @param original the fact as it was sent
   */
  record EventQuarantined(
      EventKey key, Instant at, QuarantineReason reason, String detail, String original)
      implements CustomerEvent {}

  /**
   * A quarantined fact was accepted after a fix, or given up.
   *
   * @param released the quarantined fact's identity
   */
  record QuarantineReleased(EventKey key, Instant at, EventKey released) implements CustomerEvent {}

  /**
   * The customer was told into which arm of an experiment chance has put them; once for each
   * experiment. Counts for nothing in features: what we did is not what the customer did.
   *
   * @param experiment its id
   * @param arm name of the arm, holdout for those kept out
   * @param modelVersion that foretold
   * @param foretold of the experiment's metric at that moment, before any treatment
   */
  record ExperimentExposed(
      EventKey key, Instant at, String experiment, String arm, String modelVersion, double foretold)
      implements CustomerEvent {}

  /**
   * A forecast that was given, kept so that it can be held against what comes. Not folded: it is
   * about the customer and says nothing about them. Its id is the decision id that an outcome
   * names.
   *
   * @param at the moment the forecast belongs to
   * @param horizonDays how far ahead it looks
   * @param version of the model
   * @param online log-odds that the online layer added to the model's
   * @param expectedSpend in units of the shop's currency
   * @param intervals of the spend
   */
  record ForecastMade(
      EventKey key,
      Instant at,
      double horizonDays,
      String version,
      Stage stage,
      Basis basis,
      double purchaseProbability,
      double online,
      double expectedOrders,
      double expectedSpend,
      List<Interval> intervals)
      implements CustomerEvent {
    /** Source of every forecast: with it the decision id is the identity. */
    public static final String SOURCE = "worth:forecast";
  }

  /**
   * What the shop knows to have come of a decision and no other fact tells. Not folded; it corrects
   * the labels of horizons that cover its time.
   *
   * @param at when it happened
   * @param forecast the decision id it was joined by
   * @param amount positive, zero when none is known
   */
  record OutcomeReported(EventKey key, Instant at, String forecast, OutcomeKind kind, Amount amount)
      implements CustomerEvent {}
}
