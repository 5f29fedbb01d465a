// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.protocol.CouponCode;
import dev.worth.protocol.CustomerEvent.CartItemAdded;
import dev.worth.protocol.CustomerEvent.CartItemRemoved;
import dev.worth.protocol.CustomerEvent.CouponDenied;
import dev.worth.protocol.CustomerEvent.ElementClicked;
import dev.worth.protocol.CustomerEvent.FavouriteAdded;
import dev.worth.protocol.CustomerEvent.FavouriteRemoved;
import dev.worth.protocol.CustomerEvent.PageViewed;
import dev.worth.protocol.CustomerEvent.ProductViewed;
import dev.worth.protocol.CustomerEvent.ProductsSearched;
import dev.worth.protocol.CustomerEvent.SignedIn;
import dev.worth.protocol.ProductId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One visit to the shop: looking around, a cart, and perhaps an order. */
final class Visit {
  private static final double ABANDONS_CART = 0.3;
  private static final double TRIES_OLD_COUPON = 0.05;
  private static final int OWN_DEVICES = 2;

  private final World world;
  private final Persona persona;
  private final Dice dice;
  private final Diary diary;
  private final Checkout checkout;
  private Instant now = Instant.EPOCH;
  private String favourite = "";

  Visit(World world, Persona persona, Dice dice, Diary diary) {
    this.world = world;
    this.persona = persona;
    this.dice = dice;
    this.diary = diary;
    this.checkout = new Checkout(world, persona, dice, diary);
  }

  /**
   * @param campaign the newest one, -1 before the first
   * @return whether it ended in an order
   */
  boolean at(Instant begins, int campaign) {
    now = begins;
    boolean coupon = holdsCoupon(campaign);
    boolean orders = persona.buys() && dice.chance(conversion(coupon));
    if (orders || dice.chance(0.5)) signIn();
    browse();
    if (!orders) {
      if (dice.chance(ABANDONS_CART)) put(choose());
      return false;
    }
    var basket = fillCart();
    if (!coupon && campaign > 0 && dice.chance(TRIES_OLD_COUPON)) denied(campaign - 1);
    checkout.order(pass(60), basket, coupon ? Coupons.code(campaign) : "");
    return true;
  }

  private double conversion(boolean coupon) {
    double usual = persona.conversion() * (coupon ? 1 + persona.couponLift() : 1);
    double demand = world.shop().isShocked(now) ? world.shop().shock().demand() : 1;
    return Math.min(0.98, usual * demand);
  }

  private boolean holdsCoupon(int campaign) {
    return campaign >= 0
        && !world.coupons().start(campaign).isBefore(persona.joined())
        && now.isBefore(world.coupons().expires(campaign))
        && world.coupons().isTreated(persona.customer(), campaign);
  }

  private void signIn() {
    String device = own("d", OWN_DEVICES);
    String network = own("n", OWN_DEVICES + 1);
    diary.note(pass(15), (k, at) -> new SignedIn(k, at, device, network));
  }

  /** One of the customer's few things of a kind; an abuser has a new one nearly every time. */
  private String own(String kind, int few) {
    int which = dice.below(persona.fraud() ? 1000 : few);
    return kind + "-" + persona.customer() + "-" + which;
  }

  private void browse() {
    page("/");
    if (dice.chance(0.35)) search();
    if (dice.chance(0.25)) {
      String target = dice.chance(0.5) ? "banner/new" : "list/popular";
      diary.note(pass(10), (k, at) -> new ElementClicked(k, at, target));
    }
    int looks = dice.poisson(1.2);
    for (int i = 0; i < looks; i++) view(choose());
  }

  private void page(String page) {
    long dwell = (long) dice.logNormal(9_000, 0.8);
    diary.note(pass(5), (k, at) -> new PageViewed(k, at, page, dwell));
    now = now.plusMillis(dwell);
  }

  private void search() {
    String wanted = choose().name();
    String query = wanted.substring(wanted.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
    int results = dice.below(40);
    diary.note(pass(10), (k, at) -> new ProductsSearched(k, at, query, results));
  }

  private void view(Product product) {
    var id = new ProductId(product.id());
    diary.note(pass(25), (k, at) -> new ProductViewed(k, at, id, product.category()));
    if (dice.chance(0.05)) {
      favourite = product.id();
      diary.note(pass(4), (k, at) -> new FavouriteAdded(k, at, id, product.category()));
    } else if (!favourite.isEmpty() && dice.chance(0.04)) {
      var old = new ProductId(favourite);
      favourite = "";
      diary.note(pass(4), (k, at) -> new FavouriteRemoved(k, at, old));
    }
  }

  private List<Item> fillCart() {
    var basket = new ArrayList<Item>();
    int lines = 1 + dice.poisson(persona.basket());
    for (int i = 0; i < lines; i++) basket.add(put(choose()));
    if (dice.chance(0.08)) takeOut(put(choose()));
    return basket;
  }

  private Item put(Product product) {
    view(product);
    var item = new Item(product, dice.chance(0.85) ? 1 : 2 + dice.below(3));
    var price = diary.amount(product.price());
    diary.note(
        pass(12),
        (k, at) ->
            new CartItemAdded(
                k, at, new ProductId(product.id()), product.category(), item.quantity(), price));
    return item;
  }

  private void takeOut(Item item) {
    var product = item.product();
    var price = diary.amount(product.price());
    diary.note(
        pass(20),
        (k, at) ->
            new CartItemRemoved(
                k, at, new ProductId(product.id()), product.category(), item.quantity(), price));
  }

  private void denied(int campaign) {
    var code = new CouponCode(Coupons.code(campaign));
    diary.note(pass(15), (k, at) -> new CouponDenied(k, at, code, "expired"));
  }

  /** Two times out of three from a favourite category. */
  private Product choose() {
    int category =
        dice.chance(0.67) ? dice.pick(persona.favourites()) : dice.below(Catalogue.CATEGORIES);
    var product = world.catalogue().pick(dice, category, persona.taste());
    return world.shop().isShocked(now) ? product.dearer(world.shop().shock().price()) : product;
  }

  /** Lets some seconds go by, about as many as given. */
  private Instant pass(double seconds) {
    now = now.plusMillis((long) (1000 * dice.between(0.3, 1.7) * seconds));
    return now;
  }
}
