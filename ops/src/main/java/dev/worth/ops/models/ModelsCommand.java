// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.worth.ops.terminal.Json;
import dev.worth.ops.wire.EngineClient;
import java.net.URI;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code worth models}: those of a running engine. */
@Command(
    name = "models",
    description = {
      "Model versions of a running engine: which there are, who answers, what the gates say.",
      "A token for the engine is taken from WORTH_HTTP_TOKEN."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand implements Runnable {
  private static final String PATH = "/v1/models";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      defaultValue = "http://127.0.0.1:8080",
      description = "The engine, default ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "For machines.")
  private boolean json;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  @Command(name = "list", description = "All versions, their stages, and how far each node is.")
  int list() {
    return print(engine().get(PATH), ModelsText::list);
  }

  @Command(name = "show", description = "One version: its card, and what the gates said last.")
  int show(@Parameters(paramLabel = "VERSION") String version) {
    return print(engine().get(path(version)), ModelsText::show);
  }

  @Command(
      name = "promote",
      description = "Lets a version answer everybody, if the gates allow it.")
  int promote(
      @Parameters(paramLabel = "VERSION") String version,
      @Option(names = "--reason", defaultValue = "", description = "Why.") String reason,
      @Option(names = "--force", description = "Pass over gates; needs a reason.") boolean force) {
    ObjectNode body = body(reason);
    if (force) body.put("force", true);
    return print(engine().ask(path(version) + "/promote", body), ModelsText::list);
  }

  @Command(
      name = "rollback",
      description = "Takes back the canary if there is one, else the champion.")
  int rollback(@Option(names = "--reason", defaultValue = "", description = "Why.") String reason) {
    return print(engine().ask(PATH + "/rollback", body(reason)), ModelsText::list);
  }

  @Command(
      name = "diff",
      description =
          "How two cards differ, and what the gates say now of the first beside the champion.")
  int diff(
      @Parameters(paramLabel = "VERSION") String version,
      @Parameters(paramLabel = "OTHER", defaultValue = "champion") String other) {
    ObjectNode both = Json.MAPPER.createObjectNode();
    both.set("version", engine().get(path(version)));
    both.set("other", engine().get(path(other)));
    both.set("judgement", engine().get(path(version) + "/gates"));
    return print(both, ModelsText::diff);
  }

  private EngineClient engine() {
    return new EngineClient(url);
  }

  private static String path(String version) {
    return PATH + "/" + EngineClient.escaped(version);
  }

  private static ObjectNode body(String reason) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("by", System.getProperty("user.name", "operator"));
    if (!reason.isEmpty()) body.put("reason", reason);
    return body;
  }

  private int print(JsonNode answer, Function<JsonNode, String> text) {
    var out = spec.commandLine().getOut();
    out.println(json ? answer.toString() : text.apply(answer));
    out.flush();
    return 0;
  }
}
