// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Prospects;

/** A closed-form backbone as it stands. */
record ClosedFormModel(String name, Backbone backbone) implements Model {
  @Override
  public String learnt() {
    return backbone.toString();
  }

  @Override
  public Forecast forecast(Features features) {
    return Forecast.of(new ClosedForm(backbone, Prospects.SHIPPED).outlook(features));
  }
}
