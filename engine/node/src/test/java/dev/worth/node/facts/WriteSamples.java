// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Writes the sample of each new kind of fact into the given folder; never touches one that exists.
 */
final class WriteSamples {
  public static void main(String[] folder) throws IOException {
    for (var fact : Samples.ALL) {
      String name = FactTypes.nameOf(fact);
      keep(Path.of(folder[0], name + ".json"), FactCodec.toJson(fact));
      var hex = HexFormat.of().formatHex(FactCodec.toCbor(fact)) + "\n";
      keep(Path.of(folder[0], name + ".cbor.hex"), hex.getBytes());
    }
  }

  private static void keep(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file)) Files.write(file, bytes);
  }

  private WriteSamples() {}
}
