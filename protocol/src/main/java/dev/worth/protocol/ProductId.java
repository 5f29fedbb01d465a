// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What was bought, seen or reviewed. */
public record ProductId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProductId {
    Identifiers.check("product id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
