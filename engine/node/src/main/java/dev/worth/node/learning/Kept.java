// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.learning.Label;
import dev.worth.protocol.CustomerEvent.ForecastMade;
import dev.worth.protocol.CustomerId;
import java.util.Optional;

/**
 * A forecast that was given.
 *
 * @param came empty until its horizon and the time for late facts have passed
 */
public record Kept(CustomerId customer, ForecastMade made, Optional<Label> came) {}
