// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.rollout;

import dev.worth.core.promotion.Tried;
import dev.worth.core.promotion.Walk;
import java.time.Instant;

/**
 * Where the version under way is.
 *
 * @param until when it is judged, in the shop's time
 * @param waitsFor in words
 * @param tried what it did on this node since its start
 */
public record Standing(Walk walk, Instant until, String waitsFor, Tried tried) {}
