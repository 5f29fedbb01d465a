// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.learning;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.EventQuarantined;
import dev.worth.protocol.CustomerEvent.ExperimentExposed;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerEvent.OutcomeReported;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;

/** Tells what a customer did from what was noted about them. */
public final class Notes {
  /** Whether an event is folded: something the customer did, or that happened to them. */
  public static boolean isFact(CustomerEvent event) {
    return !(event instanceof EventQuarantined
        || event instanceof QuarantineReleased
        || event instanceof ExperimentExposed
        || event instanceof ForecastMade
        || event instanceof OutcomeReported);
  }

  private Notes() {}
}
