// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Prospects;

/**
 * A closed-form backbone as it stands.
 *
 * @param evidence why this one was chosen, empty if it was asked for
 */
record ClosedFormModel(String name, Backbone backbone, String evidence) implements Model {
  @Override
  public String learnt() {
    return evidence.isEmpty() ? backbone.toString() : backbone + ", " + evidence;
  }

  @Override
  public Forecast forecast(Features features) {
    return Forecast.of(new ClosedForm(backbone, Prospects.SHIPPED).outlook(features));
  }
}
