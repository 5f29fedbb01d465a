// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Questions to a number from outside, answered without writing it out: 1e999999999 is one too. */
final class Decimals {
  private static final int LONG_DIGITS = 18;
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,4})?");

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static boolean isBeyondLong(BigDecimal number) {
    return (long) number.precision() - number.scale() > LONG_DIGITS;
  }

  /** Only for numbers that are not beyond a long. */
  static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  private Decimals() {}
}
