// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The name of a writer as a column: Pekko uses UUIDs, which are 16 bytes instead of 36 characters.
 */
final class WriterName {
  private static final int UUID_CHARACTERS = 36;

  private WriterName() {}

  static Object toColumn(String writer) {
    if (writer.length() != UUID_CHARACTERS) return writer;
    try {
      UUID uuid = UUID.fromString(writer);
      if (!uuid.toString().equals(writer)) return writer;
      return ByteBuffer.allocate(16)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException notAUuid) {
      return writer;
    }
  }

  static String fromColumn(Object column) {
    if (!(column instanceof byte[] bytes)) return column.toString();
    var buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }
}
