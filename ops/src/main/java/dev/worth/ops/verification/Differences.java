// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.verification;

import java.util.ArrayList;
import java.util.List;

/** What did not agree, and whose records are damaged: all are counted, the first few are told. */
final class Differences {
  private static final int TOLD = 20;

  private final List<String> first = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private long count;
  private long damagedCount;

  void add(String customer, String what) {
    count++;
    if (first.size() < TOLD) first.add("customer " + customer + ": " + what);
  }

  /** Called once for each customer whose events cannot all be read. */
  void damaged(String customer) {
    damagedCount++;
    if (damaged.size() < TOLD) damaged.add(customer);
  }

  long damagedCount() {
    return damagedCount;
  }

  /** The first customers whose events cannot all be read. */
  List<String> damaged() {
    return List.copyOf(damaged);
  }

  long count() {
    return count;
  }

  List<String> first() {
    return List.copyOf(first);
  }
}
