// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import dev.worth.core.features.Features;
import dev.worth.core.scoring.BackboneInputs;
import dev.worth.core.scoring.ClosedForm;

/**
 * One customer at one cut-off: what a model would have seen and what came of it.
 *
 * @param features as of the cut-off
 * @param label of the horizon after it
 */
public record Example(Features features, Label label) {
  /** The model's input row, {@link dev.worth.core.scoring.BundleContract#WIDTH} wide. */
  public float[] row(ClosedForm shop) {
    return BackboneInputs.row(features, shop.outlook(features));
  }
}
