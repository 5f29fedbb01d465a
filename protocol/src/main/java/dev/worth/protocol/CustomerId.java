// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The person whose value we follow: the shop's own, pseudonymous id. */
public record CustomerId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CustomerId {
    Identifiers.check("customer id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
