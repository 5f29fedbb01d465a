// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import dev.worth.protocol.Amount;

/** An amount in the shop's currency, or why there is none. */
public sealed interface Conversion permits Conversion.Converted, Implausible {
  /**
   * @param amount with the original beside it where that was in another currency
   */
  record Converted(Amount amount) implements Conversion {}
}
