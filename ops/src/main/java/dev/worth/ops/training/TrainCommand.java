// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the trainings of a running engine, or starts one. */
@Command(
    name = "train",
    description = {
      "Show the trainings and alarms of a running engine, or start one with --now.",
      "A token for the engine is taken from WORTH_HTTP_TOKEN."
    },
    showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Option(names = "--now", description = "Start a training, unless one is under way.")
  private boolean now;

  @Option(names = "--reason", description = "Kept with the training.")
  private String reason = "worth train --now";

  @Option(names = "--url", description = "The engine.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(names = "--json", description = "For machines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var engine = new EngineClient(url);
    JsonNode training =
        now
            ? engine.post(
                "/v1/training?reason=" + EngineClient.escaped(reason), "text/plain", new byte[0])
            : engine.get("/v1/training");
    if (json) System.out.println(Json.MAPPER.writeValueAsString(training));
    else print(System.out, training);
    return 0;
  }

  private static void print(PrintStream out, JsonNode training) {
    var running = training.path("running");
    if (running.isObject())
      out.printf(
          "running  %s, %.0f %%, from %s: %s%n",
          running.path("version").asText(),
          100 * running.path("share").asDouble(),
          running.path("start").asText("nothing"),
          running.path("reason").asText());
    var ended = training.path("trainings");
    for (int i = Math.max(0, ended.size() - SHOWN); i < ended.size(); i++)
      out.printf(
          "ended    %s: %s: %s%n",
          ended.get(i).path("version").asText(),
          ended.get(i).path("reason").asText(),
          ended.get(i).path("says").asText());
    var alarms = training.path("alarms");
    for (int i = Math.max(0, alarms.size() - SHOWN); i < alarms.size(); i++)
      out.printf(
          "alarm    %.10s %s: %s%n",
          alarms.get(i).path("at").asText(),
          alarms.get(i).path("what").asText(),
          alarms.get(i).path("says").asText());
  }
}
