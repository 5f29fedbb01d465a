// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.learning.btyd.BackboneFit.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A way to learn. */
interface Family {
  /**
   * @throws IllegalArgumentException if there is too little to learn from
   */
  Trained fit(Task task);

  /** Every family by its name, the default first. */
  static Map<String, Family> all() {
    var all = new LinkedHashMap<String, Family>();
    all.put("stack", Stack.onBtyd());
    all.put("followed_stack", new Followed(Stack.onBtyd()));
    all.put("followed_mixture", new Followed(Stack.onMixture()));
    all.put("followed_judged", new Followed(JudgedStack.onMixture()));
    all.put("mixture_stack", Stack.onMixture());
    all.put("judged_stack", JudgedStack.onMixture());
    all.put("mixture", new MixtureAlone());
    all.put("tree_stack", new BoostedTrees(true));
    all.put("trees", new BoostedTrees(false));
    for (Options option : Options.values()) all.put(option.model(), new BackboneAlone(option));
    all.put("logistic", new FeaturesAlone(FeaturesAlone.Purchase.LOGISTIC));
    all.put("linear", new FeaturesAlone(FeaturesAlone.Purchase.LINEAR));
    all.put("ziln", new Ziln(false));
    all.put("ziln_stack", new Ziln(true));
    return all;
  }

  static Family named(String name) {
    Family family = all().get(name);
    if (family == null)
      throw new IllegalArgumentException(
          "no family '" + name + "': use one of " + String.join(", ", names()));
    return family;
  }

  static List<String> names() {
    return List.copyOf(all().keySet());
  }
}
