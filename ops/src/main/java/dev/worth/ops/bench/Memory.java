// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Looks into another JVM's heap with the JDK's own jcmd. */
final class Memory {
  private static final Pattern USED =
      Pattern.compile("total(?: reserved)? \\d+K(?:, committed \\d+K)?, used (\\d+)K");

  /** Live heap of a process after a full collection, bytes. */
  static long liveHeapBytes(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    var used = USED.matcher(jcmd(pid, "GC.heap_info"));
    long kilobytes = used.results().mapToLong(r -> Long.parseLong(r.group(1))).sum();
    if (kilobytes == 0)
      throw new IllegalStateException("jcmd printed no heap size for process " + pid);
    return kilobytes * 1024;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process = new ProcessBuilder(tool, "" + pid, command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new IllegalStateException("jcmd failed: " + output);
    return output;
  }

  private Memory() {}
}
