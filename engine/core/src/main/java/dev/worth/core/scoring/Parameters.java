// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/** Checks of model parameters, with a message that names model, parameter and value. */
final class Parameters {
  private Parameters() {}

  /** Names and values alternate. */
  static void positive(String model, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      double value = (double) namesAndValues[i + 1];
      if (!(value > 0 && value < Double.POSITIVE_INFINITY))
        throw new IllegalArgumentException(
            model
                + " parameter "
                + namesAndValues[i]
                + " is "
                + value
                + ", must be > 0 and finite");
    }
  }

  static void share(String what, double value) {
    if (!(value >= 0 && value <= 1))
      throw new IllegalArgumentException(what + " is " + value + ", must lie in [0, 1]");
  }
}
