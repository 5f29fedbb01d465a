// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/**
 * The identity of a fact, as in CloudEvents: two facts with the same source and id are the same
 * fact told twice.
 *
 * @param source who told it, a URI reference
 * @param id unique within the source
 */
public record EventKey(String source, String id) {
  public EventKey {
    Identifiers.check("event source", source);
    Identifiers.check("event id", id);
  }

  /**
   * 64 bits of the identity: FNV-1a over source, a separator and id, finished by MurmurHash3's
   * mixer.
   */
  public long hash() {
    long h = fnv(0xcbf29ce484222325L, source);
    h = fnv((h ^ 0xff) * 0x100000001b3L, id);
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  private static long fnv(long h, String text) {
    for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * 0x100000001b3L;
    return h;
  }
}
