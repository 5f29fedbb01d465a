// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Prediction;
import dev.worth.core.scoring.Quantiles;
import dev.worth.core.scoring.Reference;
import dev.worth.learning.model.Model;
import java.util.Map;

/**
 * What a family has learned.
 *
 * @param shop the closed form
 * @param model what stands on it
 * @param settings chosen on the way, by name, for the card
 */
record Trained(ClosedForm shop, Model model, Map<String, String> settings) {
  /** The prediction that the bundle would give, with the intervals it gives by itself. */
  Prediction predict(Features features, Reference reference) {
    var outlook = shop.outlook(features);
    var answer = model.answer(BackboneInputs.row(features, outlook));
    return BackboneInputs.prediction(
        outlook,
        answer.logOdds(),
        answer.logOrders(),
        answer.logSpend(),
        answer.shape(),
        reference,
        Quantiles.levels());
  }
}
