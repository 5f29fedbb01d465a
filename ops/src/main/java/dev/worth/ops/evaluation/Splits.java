// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.terminal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of tasks as the protocol's {@code make_split.py} writes them: {@code
 * TASK/{events.csv,truth.csv,task.json}}.
 */
record Splits(Path folder) {
  /** The protocol's tasks with a history of orders. */
  static final List<String> TRANSACTIONS =
      List.of("cdnow-full", "cdnow-sample", "or2-12m", "or2-18m", "apparel", "grocery");

  /** One task. */
  record Task(String name, Path folder, String cut, double horizonDays) {
    Path events() {
      return folder.resolve("events.csv");
    }

    Path truth() {
      return folder.resolve("truth.csv");
    }
  }

  /**
   * Cuts the data with the protocol's own script.
   *
   * @throws BadInput if python3 is not there or the script fails
   */
  static Splits make(Path eval, Path data, List<String> tasks, Path into) throws IOException {
    var script = eval.resolve("make_split.py");
    if (!Files.isRegularFile(script))
      throw new BadInput("there is no " + script + ": name the protocol's folder with --eval");
    if (!Files.isDirectory(data))
      throw new BadInput("there is no folder " + data + ": name the data with --data");
    var command = new ArrayList<>(List.of("python3", script + "", data + "", into + ""));
    command.addAll(tasks);
    run(command);
    return new Splits(into);
  }

  private static void run(List<String> command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0)
        throw new BadInput(String.join(" ", command) + " failed: " + said.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making the splits", e);
    } catch (IOException e) {
      throw new BadInput(
          "python3 does not start, which makes the splits: install it, or make them elsewhere and"
              + " name them with --splits",
          e);
    }
  }

  /** The tasks in the folder, sorted by name. */
  List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) throw new BadInput("there is no folder " + folder);
    try (var entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry.resolve("task.json")))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Whether the task has a history of orders; those of rows and columns have not. */
  boolean hasOrders(String task) {
    return Files.isRegularFile(folder.resolve(task).resolve("events.csv"));
  }

  Task task(String name) {
    var home = folder.resolve(name);
    try {
      JsonNode info = Json.MAPPER.readTree(home.resolve("task.json").toFile());
      return new Task(name, home, info.path("cut").asText(), info.path("horizon_days").asDouble());
    } catch (IOException e) {
      throw new UncheckedIOException("the split " + name + " has no readable task.json", e);
    }
  }
}
