// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a graph takes outside the heap. */
final class NativeMemory {
  /** Linux says it in pages, as the second number. */
  private static final Path PAGES = Path.of("/proc/self/statm");

  private static final long PAGE_BYTES = 4_096;

  /** Enough to stand out from what the rest of the process takes meanwhile. */
  private static final int COPIES = 3;

  /**
   * By how much the process grows with one more copy of the graph, run once; the graph's own bytes
   * at the least, and where the system does not tell.
   */
  static long of(Bundle bundle, Pace pace) throws OrtException {
    List<Session> open = new ArrayList<>();
    try {
      long before = resident();
      for (int i = 0; i < COPIES; i++) {
        var session = new Session(bundle.graph());
        open.add(session);
        session.run(bundle.vectors().inputs()[0], java.util.Set.copyOf(Graph.OUTPUTS));
        pace.step();
      }
      return Math.max(bundle.graph().length, (resident() - before) / COPIES);
    } finally {
      open.forEach(Session::close);
    }
  }

  private static long resident() {
    try {
      String[] pages = Files.readString(PAGES).split(" ");
      return Long.parseLong(pages[1]) * PAGE_BYTES;
    } catch (IOException e) {
      return 0;
    }
  }

  private NativeMemory() {}
}
