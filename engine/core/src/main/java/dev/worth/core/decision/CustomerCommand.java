// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.decision;

import dev.worth.protocol.CustomerEvent;
import java.util.List;

/** What can be asked of one customer. */
public sealed interface CustomerCommand {
  /**
   * Remember facts that arrived together: one decision, one atomic write.
   *
   * @param facts in the order they were sent; facts of the shop, or facts the edge has already
   *     quarantined
   */
  record Record(List<CustomerEvent> facts) implements CustomerCommand {}

  /** A quarantined fact was mended and accepted, or given up. */
  record Release(CustomerEvent.QuarantineReleased as) implements CustomerCommand {}

  /** Keep what is about the customer and is not folded: a forecast given, an outcome reported. */
  record Note(CustomerEvent note) implements CustomerCommand {}
}
