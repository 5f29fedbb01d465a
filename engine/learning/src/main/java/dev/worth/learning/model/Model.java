// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.model;

import dev.worth.core.scoring.BundleContract;

/**
 * A trained model that stands on a closed form. It is known twice: as the trainer's own arithmetic
 * and as an ONNX graph, which must agree within {@link BundleContract#PARITY}.
 */
public interface Model {
  /**
   * Log-odds of a purchase, log of the expected orders, log of the expected spend.
   *
   * @param row {@link BundleContract#WIDTH} wide
   */
  Answer answer(float[] row);

  /** The same with every answer raised by so much for everybody. */
  Model raised(double odds, double orders, double spend);

  /** The bytes of {@link BundleContract#MODEL}; same model, same bytes. */
  byte[] graph();
}
