// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A process that writes until it is killed, and says on its output what was acknowledged. */
final class KilledWriter {
  static final int ENTITIES = 20;

  /** Arguments: the folder of the journal. */
  public static void main(String[] args) throws Exception {
    var store = Samples.open(Path.of(args[0]), 10_000, 10_000);
    // Unbuffered: what was printed before the kill reaches the parent.
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    var next = new long[ENTITIES];
    for (int i = 0; i < ENTITIES; i++) {
      String id = "e-" + i;
      next[i] = 1 + store.read(reader -> reader.highestSequence(id)).join();
    }
    var permits = new Semaphore(50);
    for (int n = 0; true; n++) writeNext(store, n % ENTITIES, next, permits, out);
  }

  private static void writeNext(
      SqliteStore store, int entity, long[] next, Semaphore permits, PrintStream out)
      throws InterruptedException {
    permits.acquire();
    long from = next[entity];
    long to = from + from % 3;
    next[entity] = to + 1;
    Samples.write(store, Samples.events("e-" + entity, from, to))
        .thenRun(
            () -> {
              line(out, "e-" + entity + " " + to + " .\n");
              permits.release();
            });
  }

  private static void line(PrintStream out, String line) {
    try {
      out.write(line.getBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
