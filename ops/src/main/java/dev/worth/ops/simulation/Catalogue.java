// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import java.util.ArrayList;
import java.util.List;

/** What the simulated shop sells; within a category, earlier products sell better. */
public final class Catalogue {
  static final int PRODUCTS_PER_CATEGORY = 30;
  private static final long CATALOGUE_STREAM = -1;

  /** Categories, their nouns and usual price in units of the currency. */
  private enum Section {
    LIGHTING("home/lighting", 45, "Lamp", "Lantern", "Spotlight"),
    KITCHEN("home/kitchen", 22, "Pan", "Mug", "Bowl", "Kettle"),
    TEXTILES("home/textiles", 30, "Throw", "Cushion", "Curtain"),
    WOMEN("fashion/women", 48, "Blouse", "Jacket", "Dress"),
    MEN("fashion/men", 46, "Shirt", "Jumper", "Coat"),
    GARDEN("outdoor/garden", 28, "Planter", "Spade", "Hose"),
    TOYS("family/toys", 19, "Puzzle", "Train", "Kite"),
    AUDIO("electronics/audio", 95, "Speaker", "Headphones", "Radio");

    final String path;
    final double price;
    final List<String> nouns;

    Section(String path, double price, String... nouns) {
      this.path = path;
      this.price = price;
      this.nouns = List.of(nouns);
    }
  }

  static final int CATEGORIES = Section.values().length;

  /** Where the valuable things stand that are easily sold on. */
  static final int MOST_RESOLD = Section.AUDIO.ordinal();

  private final List<Product> products;

  private Catalogue(List<Product> products) {
    this.products = List.copyOf(products);
  }

  /**
   * @param minorPerUnit minor units in one unit of the currency: 100 for EUR
   */
  static Catalogue generate(long seed, double minorPerUnit) {
    var dice = new Dice(seed, CATALOGUE_STREAM);
    var products = new ArrayList<Product>();
    for (Section section : Section.values()) {
      for (int i = 0; i < PRODUCTS_PER_CATEGORY; i++) {
        products.add(product(dice, section, products.size(), minorPerUnit));
      }
    }
    return new Catalogue(products);
  }

  private static Product product(Dice dice, Section section, int number, double minorPerUnit) {
    String name = Words.name(dice, dice.pick(section.nouns));
    long price = Math.max(1, Math.round(dice.logNormal(section.price, 0.5) * minorPerUnit));
    return new Product(
        "p%04d".formatted(number), section.path, name, Words.description(dice, name), price);
  }

  public List<Product> products() {
    return products;
  }

  /**
   * Picks one of a category's products; a squared uniform makes the first tenth sell a third.
   *
   * @param taste 0 to 1: how far the customer leans to the dearer of two
   */
  Product pick(Dice dice, int category, double taste) {
    Product one = pick(dice, category);
    Product other = pick(dice, category);
    boolean dearer = dice.chance(taste);
    return one.price() >= other.price() == dearer ? one : other;
  }

  private Product pick(Dice dice, int category) {
    double u = dice.uniform();
    return products.get(category * PRODUCTS_PER_CATEGORY + (int) (u * u * PRODUCTS_PER_CATEGORY));
  }
}
