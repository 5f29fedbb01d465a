// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.wire.EngineClient;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code worth experiments}: those of a running engine, and a rehearsal. */
@Command(
    name = "experiments",
    description = {
      "Experiments of a running engine, and a rehearsal of the method.",
      "A token for the engine is taken from WORTH_HTTP_TOKEN."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RehearseCommand.class)
public final class ExperimentsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      defaultValue = "http://127.0.0.1:8080",
      description = "The engine, default ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(name = "list", description = "All experiments and where they stand.")
  int list(@Option(names = "--json", description = "For machines.") boolean json) {
    var all = new EngineClient(url).get("/v1/experiments");
    var out = spec.commandLine().getOut();
    if (json) out.println(all);
    else all.get("experiments").forEach(one -> out.println(line(one)));
    out.flush();
    return 0;
  }

  private static String line(JsonNode one) {
    var arms = new StringBuilder();
    for (var arm : one.get("arms")) arms.append(' ').append(arm.get("name").asText());
    return "%-24s %-8s %s in %.4g days, arms:%s"
        .formatted(
            one.get("id").asText(),
            one.get("status").asText(),
            one.at("/metric/kind").asText(),
            one.at("/metric/days").asDouble(),
            arms);
  }

  @Command(name = "result", description = "What an experiment tells so far.")
  int result(
      @Parameters(paramLabel = "ID", description = "The experiment.") String id,
      @Option(names = "--json", description = "For machines.") boolean json) {
    var result =
        new EngineClient(url).get("/v1/experiments/" + EngineClient.escaped(id) + "/result");
    var out = spec.commandLine().getOut();
    if (json) out.println(result);
    else print(out, result);
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, JsonNode result) {
    out.printf(
        Locale.ROOT,
        "%s: %s, sample ratio p = %.3g%n",
        result.get("experiment").asText(),
        result.get("finding").asText(),
        result.at("/sample_ratio/p_value").asDouble());
    for (var arm : result.get("arms"))
      out.printf(
          Locale.ROOT,
          "  %-20s exposed %d (%.1f %% meant), matured %d, mean %.4g, foretold %.4g%n",
          arm.get("arm").asText(),
          arm.get("exposed").asLong(),
          100 * arm.get("share").asDouble(),
          arm.get("matured").asLong(),
          arm.get("mean").asDouble(),
          arm.get("foretold").asDouble());
    for (var comparison : result.get("comparisons"))
      out.printf(
          Locale.ROOT,
          "  %s - %s: %s; without CUPED %s%n",
          comparison.get("arm").asText(),
          comparison.get("against").asText(),
          effect(comparison.get("adjusted")),
          effect(comparison.get("plain")));
  }

  private static String effect(JsonNode effect) {
    if (effect.get("low").isNull())
      return String.format(Locale.ROOT, "%+.4g", effect.get("difference").asDouble());
    return String.format(
        Locale.ROOT,
        "%+.4g (%+.4g to %+.4g)",
        effect.get("difference").asDouble(),
        effect.get("low").asDouble(),
        effect.get("high").asDouble());
  }
}
