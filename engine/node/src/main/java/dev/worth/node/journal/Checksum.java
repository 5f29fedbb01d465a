// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.zip.CRC32C;

/**
 * A CRC32C over all of a row, so that a damaged page shows as an error and never as another value.
 */
final class Checksum {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Checksum() {}

  static int ofRow(long pid, long sequence, long writtenAt, long codec, byte[] payload) {
    var crc = new CRC32C();
    crc.update(payload, 0, payload.length);
    return (int) crc.getValue() ^ fold(pid, sequence, writtenAt, codec);
  }

  /** The numbers are mixed by multiplication: cheaper than laying them out as bytes first. */
  private static int fold(long pid, long sequence, long writtenAt, long codec) {
    long h = (pid ^ Long.rotateLeft(sequence, 32)) * MIX;
    h = (h ^ (h >>> 29) ^ writtenAt) * MIX;
    h = (h ^ (h >>> 32) ^ codec) * MIX;
    return (int) (h >>> 32);
  }
}
