// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An amount in the shop's currency, with what the customer saw if that was another one.
 *
 * @param value in the shop's currency; every sum is made of these
 * @param original before conversion; absent when it already was in the shop's currency
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Amount(Money value, @Nullable Money original) {
  public static Amount of(Money value) {
    return new Amount(value, null);
  }

  @JsonIgnore
  public long minor() {
    return value.minor();
  }
}
