// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops;

import com.typesafe.config.ConfigFactory;
import dev.worth.node.Engine;
import dev.worth.node.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A whole engine in a folder, and the command beside it. */
public final class Running implements AutoCloseable {
  private final Engine engine;

  public Running(Path data) {
    this(data, Map.of());
  }

  /** With other settings than usual. */
  public Running(Path data, Map<String, ?> settings) {
    var place = Map.of("worth.data-dir", data.toString(), "worth.http.port", 0);
    engine =
        Engine.start(
            Settings.of(
                ConfigFactory.parseMap(settings).withFallback(ConfigFactory.parseMap(place))));
    engine.ready().join();
  }

  public String url() {
    return engine.url().toString();
  }

  /** What a command printed, and its exit code. */
  public record Printed(int code, String out) {}

  /** Runs one command; tests that do so must not run side by side. */
  public static Printed worth(String... args) {
    var bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return new Printed(Worth.run(args), bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
