// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.learning.Label;
import dev.worth.core.monitoring.Served;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A forecast that was given.
 *
 * @param came empty until its horizon and the time for late facts have passed
 * @param since the customer's first fact, if there is one
 */
public record Kept(
    CustomerId customer, ForecastMade made, Optional<Label> came, Optional<Instant> since) {
  Served served() {
    return new Served(made, came, since);
  }
}
