// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.SeasonalClock;
import dev.worth.learning.btyd.BackboneFit;
import dev.worth.learning.btyd.BackboneFit.Options;
import dev.worth.learning.linear.Head;
import dev.worth.learning.linear.Inputs;
import dev.worth.learning.linear.LinearModel;
import java.util.Map;
import java.util.Optional;

/** A closed-form model as it is: the graph passes its word on. */
record BackboneAlone(Options option) implements Family {
  private static final int CENTRE_SAMPLE = 2_000;

  @Override
  public Trained fit(Task task) {
    ClosedForm shop = closedForm(task.history(), option, task.backbone());
    task.progress().accept(0.8);
    var model = passedOn(centre(task, shop));
    task.progress().accept(1);
    return new Trained(shop, model, Map.of());
  }

  static ClosedForm closedForm(History history, Options option, Optional<Backbone> start) {
    var backbone = BackboneFit.fit(history.purchases(), history.cut(), option, start);
    return new ClosedForm(backbone, ProspectsFit.fit(history, backbone.clock()));
  }

  /** On a clock that is known already. */
  static ClosedForm closedForm(
      History history, Options option, SeasonalClock clock, Optional<Backbone> start) {
    var backbone = BackboneFit.fit(history.purchases(), history.cut(), option, clock, start);
    return new ClosedForm(backbone, ProspectsFit.fit(history, clock));
  }

  /**
   * The model that answers with the backbone's columns.
   *
   * @param centre {@code [WIDTH]} the reference customer's row
   */
  static LinearModel passedOn(double[] centre) {
    int first = BundleContract.WIDTH - BundleContract.BACKBONE_INPUTS.size();
    return new LinearModel(
        Inputs.centred(centre),
        head(centre, first),
        head(centre, first + 1),
        head(centre, first + 2),
        true);
  }

  private static Head head(double[] centre, int column) {
    double[] weights = new double[BundleContract.WIDTH];
    weights[column] = 1;
    return new Head(centre[column], weights);
  }

  /** What the backbone says of a usual customer at the cut, in the backbone's columns. */
  static double[] centre(Task task, ClosedForm shop) {
    float[][] rows = AtCut.rows(task, shop, CENTRE_SAMPLE);
    double[] centre = new double[BundleContract.WIDTH];
    for (int j = BundleContract.WIDTH - 3; j < centre.length; j++)
      for (float[] row : rows) centre[j] += row[j] / rows.length;
    return centre;
  }
}
