// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of one training: what is asked for, what it starts from, and the bundle once it is
 * there.
 */
record RunFile(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper().registerModules(new JavaTimeModule(), new Jdk8Module());

  /** What a process of its own needs to know. */
  record Asked(String journal, Run run) {}

  static RunFile of(Path data, Run run) {
    return new RunFile(data.resolve("training").resolve(run.version()));
  }

  void ask(Asked asked) {
    try {
      Files.createDirectories(folder);
      JSON.writeValue(folder.resolve("run.json").toFile(), asked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Asked asked() {
    try {
      return JSON.readValue(folder.resolve("run.json").toFile(), Asked.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bundle, if a training came to its end. */
  Optional<byte[]> bundle() {
    return kept("bundle.zip");
  }

  void keep(byte[] bundle) {
    keep("bundle.zip", bundle);
  }

  /** The bundle that the training starts from, if it was still there when it began. */
  Optional<byte[]> start() {
    return kept("start.zip");
  }

  void keepStart(byte[] bundle) {
    keep("start.zip", bundle);
  }

  private Optional<byte[]> kept(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it or nothing, whenever the process ends. */
  private void keep(String name, byte[] bytes) {
    Path fresh = folder.resolve(name + ".new");
    try {
      Files.createDirectories(folder);
      Files.write(
          fresh,
          bytes,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
