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
 * @param method how it was taken apart: {@link #ADDITIVE}, {@link #PATH} or another that the model
 *     names
 */
public record Explanation(double base, List<Contribution> contributions, String method) {
  /** The model's own graph gives a part for each column; exact, since it adds them up itself. */
  public static final String ADDITIVE = "additive";

  /** Differences along a path of customers, each of whom could exist. */
  public static final String PATH = "path";

  public Explanation(double base, List<Contribution> contributions) {
    this(base, contributions, ADDITIVE);
  }
}
