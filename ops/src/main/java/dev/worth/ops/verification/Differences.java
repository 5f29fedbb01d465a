// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import java.util.ArrayList;
import java.util.List;

/** What did not agree: all are counted, the first few are told. */
final class Differences {
  private static final int TOLD = 20;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String customer, String what) {
    count++;
    if (first.size() < TOLD) first.add("customer " + customer + ": " + what);
  }

  long count() {
    return count;
  }

  List<String> first() {
    return List.copyOf(first);
  }
}
