// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.learning;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.StateCodec;
import dev.worth.core.features.Features;
import dev.worth.core.learning.Label;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * One customer at one cut-off.
 *
 * @param state folded from the facts before the cut-off, as {@link StateCodec} writes it: features
 *     of any schema, and the ring, can be made of it
 * @param label empty until the horizon and the time for late facts have passed
 */
public record Collected(CustomerId customer, Instant cutoff, byte[] state, Optional<Label> label) {
  /** What a model sees. */
  public Features features(double horizonDays, String currency) {
    CustomerState then = StateCodec.decode(state);
    return Features.of(then, cutoff, horizonDays, currency);
  }
}
