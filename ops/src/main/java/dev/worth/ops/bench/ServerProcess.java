// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The engine in a process of its own: started by the same command an operator uses, killed as a
 * power cut would.
 */
final class ServerProcess implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;

  private final Path data;
  private final int port;
  private final List<String> options;
  private Process process;

  private ServerProcess(Path data, int port, List<String> options) throws IOException {
    this.data = data;
    this.port = port;
    this.options = options;
    process = launch();
  }

  /**
   * Starts an engine on a folder and waits until it is ready.
   *
   * @param options further options of the JVM, such as {@code -Dworth...}
   */
  static ServerProcess start(Path data, List<String> options)
      throws IOException, InterruptedException {
    Files.createDirectories(data);
    var server = new ServerProcess(data, freePort(), options);
    server.awaitReady();
    return server;
  }

  int port() {
    return port;
  }

  Path data() {
    return data;
  }

  /**
   * SIGKILL, at once a new process on the same folder; answers the seconds until the first score is
   * read.
   */
  double killAndRestart(String customer) throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    long killed = System.nanoTime();
    process = launch();
    byte[] score = Connection.get("/v1/customers/" + customer + "/score");
    awaitAnswer(score);
    return (System.nanoTime() - killed) / 1e9;
  }

  void awaitReady() throws InterruptedException {
    awaitAnswer(Connection.get("/health/ready"));
  }

  private void awaitAnswer(byte[] request) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (System.nanoTime() < limit) {
      if (!process.isAlive())
        throw new IllegalStateException(
            "the engine ended with " + process.exitValue() + ", see " + log());
      try (var connection = new Connection(port)) {
        if (connection.call(request).status() == 200) return;
      } catch (IOException e) {
        // Not listening yet.
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("the engine did not answer within 90 s, see " + log());
  }

  /** CPU seconds used so far, all threads. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Memory that would be free if the process ended (proportional set size), MiB. */
  long memoryMiB() throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + process.pid(), "smaps_rollup")).stream()
            .filter(l -> l.startsWith("Pss:"))
            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
            .sum()
        / 1024;
  }

  /** Bytes of everything in the data folder. */
  long diskBytes() throws IOException {
    try (var files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  long pid() {
    return process.pid();
  }

  private Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private Process launch() throws IOException {
    var builder = new ProcessBuilder(command());
    // In the environment, not on the command line: onnxruntime crashes when the latter is long.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("-X") || argument.startsWith("-D") || argument.startsWith("--"))
        command.add(argument);
    }
    command.addAll(options);
    command.addAll(
        List.of("dev.worth.ops.Worth", "serve", "--data", data.toString(), "--port", "" + port));
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Asks the engine to drain, and ends it when it has not within 20 seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
