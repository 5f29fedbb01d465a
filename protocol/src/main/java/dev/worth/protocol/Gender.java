// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/** As the customer states it. */
public enum Gender {
  UNKNOWN,
  FEMALE,
  MALE,
  OTHER
}
