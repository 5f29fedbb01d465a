// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.Feature;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.features.Features;
import dev.worth.core.features.Usual;
import dev.worth.protocol.Basis;
import dev.worth.protocol.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Names the columns of a graph's contributions for people, and puts beside each what is normal for
 * this customer and for others of as much history.
 */
public final class Contributions {
  private static final Feature[] FEATURES = Feature.values();
  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOdds()))
          .thenComparing(Contribution::code);

  private final Features customer;
  private final Basis basis;
  private final Peers peers;
  private final float[] fresh;

  /**
   * @param fresh the backbone's columns as they were when the customer had just ordered; empty for
   *     one who never has
   */
  public Contributions(Features customer, Peers peers, float[] fresh) {
    this.customer = customer;
    this.basis = LifeCycle.basis(customer);
    this.peers = peers;
    this.fresh = fresh.clone();
  }

  /**
   * @param row what the graph read, {@link BundleContract#WIDTH} wide
   * @param logOdds what each column adds, as wide
   * @return the columns that add anything, largest first
   */
  public List<Contribution> of(float[] row, float[] logOdds) {
    var all = new ArrayList<Contribution>();
    for (int i = 0; i < row.length; i++)
      if (logOdds[i] != 0) all.add(column(i, row[i], logOdds[i]));
    return sorted(all);
  }

  /** What another horizon than the one that was learned adds. */
  public static Contribution horizon(double days, double learned, double logOdds) {
    return new Contribution(
        "horizon",
        "Another horizon than the model has learned",
        "所问预测期与模型训练的预测期不同",
        days,
        "days",
        logOdds,
        null,
        learned);
  }

  public static List<Contribution> sorted(List<Contribution> contributions) {
    return contributions.stream().sorted(LARGEST_FIRST).toList();
  }

  private Contribution column(int i, double value, double logOdds) {
    if (i >= FeatureSchema.SIZE) return backbone(i, value, logOdds);
    Feature f = FEATURES[i];
    return part(
        i,
        new Contribution(f.code(), f.english(), f.chinese(), value, f.unit(), logOdds),
        Usual.of(f, customer));
  }

  private Contribution part(int i, Contribution bare, OptionalDouble usual) {
    return bare.beside(usual, peers.of(basis, i));
  }

  private Contribution backbone(int i, double value, double logOdds) {
    int at = i - FeatureSchema.SIZE;
    String code = BundleContract.BACKBONE_INPUTS.get(at);
    var bare =
        switch (at) {
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
                  code,
                  "Orders the rhythm lets expect",
                  "按购买节奏预期的订单数",
                  value,
                  "log orders",
                  logOdds);
          default ->
              new Contribution(
                  code, "Spend the rhythm lets expect", "按购买节奏预期的消费额", value, "log money", logOdds);
        };
    var usual = at < fresh.length ? OptionalDouble.of(fresh[at]) : OptionalDouble.empty();
    return part(i, bare, usual);
  }
}
