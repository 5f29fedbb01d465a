// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The code of a coupon, as printed on it. */
public record CouponCode(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CouponCode {
    Identifiers.check("coupon code", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
