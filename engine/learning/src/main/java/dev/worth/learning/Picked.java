// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some rows of a sample, for taking the same ones out of several columns. */
final class Picked {
  private final int[] rows;

  Picked(Sample sample, IntPredicate wanted) {
    rows = IntStream.range(0, sample.size()).filter(wanted).toArray();
  }

  int size() {
    return rows.length;
  }

  double[] of(double[] column) {
    return Arrays.stream(rows).mapToDouble(i -> column[i]).toArray();
  }
}
