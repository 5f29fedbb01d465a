// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

/** Ages are kept as bands of ten years only: a birthday would tell too much about a person. */
public final class AgeBands {
  private static final int[] FROM = {0, 18, 25, 35, 45, 55, 65};
  private static final int OLDEST = 120;

  /** The band of an age in years, such as 25-34; empty for an age nobody has. */
  public static String of(long years) {
    if (years < 0 || years > OLDEST) return "";
    int band = FROM.length - 1;
    while (years < FROM[band]) band--;
    return band == FROM.length - 1 ? FROM[band] + "+" : FROM[band] + "-" + (FROM[band + 1] - 1);
  }

  private AgeBands() {}
}
