// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

import dev.worth.core.learning.Label;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import java.time.Instant;
import java.util.Optional;

/**
 * A forecast as it was given.
 *
 * @param came what happened, once it can be said
 * @param since the customer's first fact, if there is one
 */
public record Served(ForecastMade made, Optional<Label> came, Optional<Instant> since) {
  boolean isDue() {
    return came.isPresent();
  }
}
