// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.protocol.CustomerId;

/**
 * Which model answers whom. Asked anew at every score; until a version is swapped, the same
 * customer always gets the same one. Never throws and never waits.
 */
@FunctionalInterface
public interface Scorers {
  Scorer of(CustomerId customer);

  /** One for everybody. */
  static Scorers always(Scorer scorer) {
    return customer -> scorer;
  }
}
