// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.serving;

import dev.worth.node.Engine;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an engine until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Run an engine until it is told to stop.",
      "Ctrl-C and SIGTERM let it finish what is under way. Everything durable lies in one folder."
    })
public final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of everything durable, default: data.")
  private @Nullable Path data;

  @Mixin private EngineOptions options = new EngineOptions();

  @Override
  public Integer call() {
    var settings = options.settings(Optional.ofNullable(data), Map.of());
    long start = System.nanoTime();
    Engine engine = Engine.start(settings);
    Stopping.with(engine::close);
    engine.ready().join();
    announce(System.out, engine.url(), settings.dataDir());
    System.out.printf("ready after %.1f s%n", (System.nanoTime() - start) / 1e9);
    Stopping.await(engine);
    return 0;
  }

  /** Where to go from here. */
  public static void announce(PrintStream out, URI url, Path data) {
    out.printf(
        """
        Worth listens at %s
          facts in      curl -H 'Content-Type: application/x-ndjson' --data-binary @facts.ndjson %1$s/v1/events
          a score       curl '%1$s/v1/customers/ID/score?explain=true'
          the API       %1$s/openapi.json
          measurements  %1$s/metrics
          data in       %s
        """,
        url, data.toAbsolutePath());
  }
}
