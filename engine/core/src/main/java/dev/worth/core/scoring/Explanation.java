// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.protocol.Contribution;
import java.util.List;

/**
 * A score taken apart: {@code base} plus every contribution's log-odds is the prediction's
 * log-odds.
 *
 * @param base log-odds of the model's reference customer
 * @param contributions largest absolute value first
 */
public record Explanation(double base, List<Contribution> contributions) {}
