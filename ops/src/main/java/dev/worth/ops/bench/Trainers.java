// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes that train on a folder, whoever started them; watched, so that two are seen. */
final class Trainers implements AutoCloseable {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final String folder;
  private final Thread thread;
  private volatile boolean isOver;
  private volatile int most;

  Trainers(Path data) {
    folder = data.toAbsolutePath().toString();
    thread = Thread.ofPlatform().daemon().start(this::watch);
  }

  private void watch() {
    while (!isOver) {
      most = Math.max(most, now().size());
      LockSupport.parkNanos(PAUSE);
    }
  }

  List<ProcessHandle> now() {
    return ProcessHandle.allProcesses().filter(this::trains).toList();
  }

  private boolean trains(ProcessHandle process) {
    String line = commandLine(process.pid());
    return line.contains("TrainerProcess") && line.contains(folder);
  }

  /** Gone again is as good as never there. */
  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", "" + pid, "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  int most() {
    return most;
  }

  @Override
  public void close() {
    isOver = true;
  }
}
