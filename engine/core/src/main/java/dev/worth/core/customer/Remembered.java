// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;
import java.util.List;

/** Bounded lists of identity hashes, oldest first. */
final class Remembered {
  static boolean contains(long[] hashes, long hash) {
    for (long h : hashes) if (h == hash) return true;
    return false;
  }

  static long[] insert(long[] hashes, long hash, int place) {
    long[] next = new long[hashes.length + 1];
    System.arraycopy(hashes, 0, next, 0, place);
    next[place] = hash;
    System.arraycopy(hashes, place, next, place + 1, hashes.length - place);
    return next;
  }

  static long[] add(long[] hashes, long hash, int most) {
    if (contains(hashes, hash)) return hashes;
    int drop = hashes.length >= most ? 1 : 0;
    long[] next = Arrays.copyOfRange(hashes, drop, hashes.length + 1);
    next[next.length - 1] = hash;
    return next;
  }

  static long[] addAll(long[] hashes, List<Entry> entries, int most) {
    int length = Math.min(most, hashes.length + entries.size());
    long[] next = new long[length];
    for (int i = 1; i <= length; i++) {
      int back = entries.size() - i;
      next[length - i] = back >= 0 ? entries.get(back).id() : hashes[hashes.length + back];
    }
    return next;
  }

  static long[] remove(long[] hashes, long hash) {
    return Arrays.stream(hashes).filter(h -> h != hash).toArray();
  }

  private Remembered() {}
}
