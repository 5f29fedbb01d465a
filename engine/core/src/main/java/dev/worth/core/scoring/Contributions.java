// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.Feature;
import dev.worth.core.features.FeatureSchema;
import dev.worth.protocol.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names the columns of a graph's contributions for people. */
public final class Contributions {
  private static final Feature[] FEATURES = Feature.values();
  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOdds()))
          .thenComparing(Contribution::code);

  /**
   * @param row what the graph read, {@link BundleContract#WIDTH} wide
   * @param logOdds what each column adds, as wide
   * @return the columns that add anything, largest first
   */
  public static List<Contribution> of(float[] row, float[] logOdds) {
    var all = new ArrayList<Contribution>();
    for (int i = 0; i < row.length; i++)
      if (logOdds[i] != 0) all.add(column(i, row[i], logOdds[i]));
    return sorted(all);
  }

  static List<Contribution> sorted(List<Contribution> contributions) {
    return contributions.stream().sorted(LARGEST_FIRST).toList();
  }

  private static Contribution column(int i, double value, double logOdds) {
    if (i < FeatureSchema.SIZE) {
      Feature f = FEATURES[i];
      return new Contribution(f.code(), f.english(), f.chinese(), value, f.unit(), logOdds);
    }
    String code = BundleContract.BACKBONE_INPUTS.get(i - FeatureSchema.SIZE);
    return switch (i - FeatureSchema.SIZE) {
      case 0 ->
          new Contribution(
              code,
              "Rhythm: how often, how recently and for how long the customer has bought",
              "购买节奏：频率、近度与时长",
              value,
              "log odds",
              logOdds);
      case 1 ->
          new Contribution(
              code, "Orders the rhythm lets expect", "按购买节奏预期的订单数", value, "log orders", logOdds);
      default ->
          new Contribution(
              code, "Spend the rhythm lets expect", "按购买节奏预期的消费额", value, "log money", logOdds);
    };
  }

  private Contributions() {}
}
