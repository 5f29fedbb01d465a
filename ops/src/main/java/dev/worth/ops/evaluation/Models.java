// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.learning.btyd.BackboneFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The models that can be asked for by name. */
final class Models {
  /** Stands for the model that a shop's own history speaks for. */
  static final String AUTO = "auto";

  private Models() {}

  static List<String> names() {
    var names = new ArrayList<>(List.of(AUTO));
    Arrays.stream(BackboneFit.Options.values()).map(BackboneFit.Options::model).forEach(names::add);
    return names;
  }

  /**
   * @throws BadInput if there is no such model
   */
  static void check(String name) {
    if (!names().contains(name))
      throw new BadInput(
          "there is no model '" + name + "': choose one of " + String.join(", ", names()));
  }

  /** Fits a model to everything the shop knew before its cut, and to nothing else. */
  static Model fit(String name, Shop shop) {
    String chosen = name.equals(AUTO) ? "bgnbd_season" : name;
    var options = BackboneFit.Options.named(chosen);
    return new ClosedFormModel(chosen, BackboneFit.fit(shop.records(), shop.cut(), options));
  }
}
