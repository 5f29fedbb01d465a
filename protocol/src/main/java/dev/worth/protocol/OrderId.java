// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The shop's number of an order: the business key by which a second telling of the same order is
 * known.
 */
public record OrderId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrderId {
    Identifiers.check("order id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
