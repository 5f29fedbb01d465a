// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import java.util.List;

/** The words the simulated shop and its customers use. */
final class Words {
  static final List<String> LOOKS =
      List.of("Calm", "Bright", "Slim", "Sturdy", "Soft", "Classic", "Little", "Nordic", "Bold");
  static final List<String> MATERIALS =
      List.of("Oak", "Linen", "Steel", "Wool", "Cotton", "Glass", "Cork", "Ceramic", "Bamboo");
  private static final List<String> USES =
      List.of("every day", "small rooms", "long evenings", "people in a hurry", "a first home");
  private static final List<String> CARE =
      List.of("Wipes clean.", "Lasts for years.", "Packed without plastic.", "Made to be mended.");
  private static final List<String> PRAISE =
      List.of("exactly as described", "better than I hoped", "lovely quality", "arrived quickly");
  private static final List<String> SHRUG =
      List.of("fine for the price", "does its job", "colour differs a little", "packing was poor");
  private static final List<String> BLAME =
      List.of(
          "broke within a week", "smaller than shown", "arrived damaged", "not worth the money");

  static String name(Dice dice, String noun) {
    return dice.pick(LOOKS) + " " + dice.pick(MATERIALS) + " " + noun;
  }

  static String description(Dice dice, String name) {
    return "%s, made for %s. %s".formatted(name, dice.pick(USES), dice.pick(CARE));
  }

  /** What somebody writes who gives so many stars. */
  static String review(Dice dice, Product product, int rating) {
    var opinions = rating >= 4 ? PRAISE : rating == 3 ? SHRUG : BLAME;
    String again = rating >= 4 ? "Would buy again." : "I expected more.";
    return "The %s: %s, %s. %s"
        .formatted(product.name(), dice.pick(opinions), dice.pick(opinions), again);
  }

  private Words() {}
}
