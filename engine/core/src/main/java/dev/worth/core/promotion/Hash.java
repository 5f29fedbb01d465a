// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

/** Customers spread evenly by name, the same on every machine and in every release. */
final class Hash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** In [0, 1): FNV-1a over both texts, mixed as MurmurHash3 ends. */
  static double share(String salt, String name) {
    long hash = add(add(FNV_OFFSET, salt) * FNV_PRIME, name);
    return (mix(hash) >>> 11) * 0x1.0p-53;
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (int i = 0; i < text.length(); i++) sum = (sum ^ text.charAt(i)) * FNV_PRIME;
    return sum;
  }

  private static long mix(long hash) {
    long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  private Hash() {}
}
