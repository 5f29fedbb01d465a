// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.learning.btyd.BackboneFit;
import dev.worth.learning.btyd.BackboneFit.Options;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** The models that can be asked for by name. */
final class Models {
  /** Stands for {@link #BEST}, whatever that is in this release. */
  static final String AUTO = "auto";

  /** The family that foretold best, or as well as any, wherever it was compared. */
  private static final String BEST = "judged_stack";

  /** Of the simple closed forms the one that a shop's own history speaks for. */
  private static final String LIKELIEST = "likeliest";

  private Models() {}

  static List<String> names() {
    var names = new LinkedHashSet<>(List.of(AUTO));
    Arrays.stream(Options.values()).map(Options::model).forEach(names::add);
    names.add(LIKELIEST);
    names.addAll(BundleModel.families());
    return List.copyOf(names);
  }

  /** What a name stands for. */
  static String family(String name) {
    return name.equals(AUTO) ? BEST : name;
  }

  /**
   * @throws BadInput if there is no such model
   */
  static void check(String name) {
    if (!names().contains(name))
      throw new BadInput(
          "there is no model '" + name + "': choose one of " + String.join(", ", names()));
  }

  /**
   * Fits a model to everything the shop knew before its cut, and to nothing else.
   *
   * @param horizonDays what a trained model learns to foretell; the closed forms need not know
   * @param seed of whatever training draws
   * @throws BadInput if the shop holds too little to learn from
   */
  static Model fit(String name, Shop shop, double horizonDays, long seed) {
    if (name.equals(AUTO)) return BundleModel.train(BEST, shop, horizonDays, seed);
    if (name.equals(LIKELIEST)) return likeliest(shop);
    return Arrays.stream(Options.values())
        .filter(option -> option.model().equals(name))
        .findFirst()
        .<Model>map(option -> closedForm(option, shop))
        .orElseGet(() -> BundleModel.train(name, shop, horizonDays, seed));
  }

  private static Model closedForm(Options option, Shop shop) {
    var backbone = BackboneFit.fit(shop.records(), shop.cut(), option);
    return new ClosedFormModel(option.model(), backbone, "");
  }

  private static Model likeliest(Shop shop) {
    var choice = Choice.of(shop);
    var best = choice.best();
    return new ClosedFormModel(best.option().model(), best.backbone(), choice.evidence());
  }
}
