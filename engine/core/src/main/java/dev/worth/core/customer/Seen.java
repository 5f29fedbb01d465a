// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;

/**
 * The newest few distinct things a customer used (devices, networks, payment instruments), hashed.
 *
 * @param hashes newest first, at most {@link #MOST}
 * @param distinct how many were new when they came; exact until the oldest is forgotten and returns
 */
record Seen(long[] hashes, int distinct) {
  static final int MOST = 8;
  static final Seen NONE = new Seen(new long[0], 0);

  Seen plus(long hash) {
    if (hash == 0 || hashes.length > 0 && hashes[0] == hash) return this;
    int place = indexOf(hash);
    int length = place >= 0 ? hashes.length : Math.min(MOST, hashes.length + 1);
    long[] next = new long[length];
    next[0] = hash;
    for (int from = 0, to = 1; to < length; from++) if (from != place) next[to++] = hashes[from];
    return new Seen(next, place >= 0 ? distinct : distinct + 1);
  }

  private int indexOf(long hash) {
    for (int i = 0; i < hashes.length; i++) if (hashes[i] == hash) return i;
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Seen that
        && distinct == that.distinct
        && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }
}
