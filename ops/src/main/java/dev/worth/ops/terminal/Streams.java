// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.terminal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files by name: {@code -} is the standard stream, and {@code .gz} is packed. */
public final class Streams {
  private static final int BUFFER = 1 << 16;

  public static InputStream read(String name) throws IOException {
    if (name.equals("-")) return System.in;
    var file = new BufferedInputStream(Files.newInputStream(Path.of(name)), BUFFER);
    return name.endsWith(".gz") ? new GZIPInputStream(file, BUFFER) : file;
  }

  public static OutputStream write(String name) throws IOException {
    if (name.equals("-")) return new BufferedOutputStream(new Kept(System.out), BUFFER);
    var file = new BufferedOutputStream(Files.newOutputStream(Path.of(name)), BUFFER);
    return name.endsWith(".gz") ? new GZIPOutputStream(file, BUFFER) : file;
  }

  /** Whoever closes the standard output only flushes it. */
  private static final class Kept extends FilterOutputStream {
    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private Streams() {}
}
