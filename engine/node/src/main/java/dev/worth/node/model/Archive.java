// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static dev.worth.node.model.RefusedBundle.Reason.MISSING_ENTRY;
import static dev.worth.node.model.RefusedBundle.Reason.NOT_AN_ARCHIVE;

import dev.worth.core.scoring.BundleContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A bundle's zip archive, taken apart in memory. */
record Archive(Map<String, byte[]> entries) {
  private static final List<String> WANTED =
      List.of(
          BundleContract.CARD,
          BundleContract.MODEL,
          BundleContract.BACKBONE,
          BundleContract.REFERENCE,
          BundleContract.VECTORS);
  private static final int LARGEST_ENTRY = 256 << 20;
  private static final int MOST_ENTRIES = 64;

  /**
   * @throws RefusedBundle if it is no archive or an entry of the contract is missing
   */
  static Archive of(byte[] zip) {
    var archive = new Archive(unpack(zip));
    for (String name : WANTED) archive.entry(name);
    return archive;
  }

  byte[] entry(String name) {
    byte[] bytes = entries.get(name);
    if (bytes != null) return bytes;
    throw new RefusedBundle(
        MISSING_ENTRY, "the bundle has no " + name + ": a bundle holds " + WANTED);
  }

  private static Map<String, byte[]> unpack(byte[] zip) {
    var entries = new HashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (entries.size() == MOST_ENTRIES) throw refused("it has more than 64 entries", null);
        entries.put(e.getName(), content(in, e.getName()));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
    if (entries.isEmpty()) throw refused("it is no zip, or has no entries", null);
    return entries;
  }

  private static byte[] content(ZipInputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_ENTRY + 1);
    if (bytes.length <= LARGEST_ENTRY) return bytes;
    throw refused(name + " is larger than " + (LARGEST_ENTRY >> 20) + " MiB", null);
  }

  private static RefusedBundle refused(String why, @Nullable Exception cause) {
    return new RefusedBundle(
        NOT_AN_ARCHIVE,
        "the bundle cannot be unpacked (" + why + "): send the zip archive as the trainer wrote it",
        cause);
  }
}
