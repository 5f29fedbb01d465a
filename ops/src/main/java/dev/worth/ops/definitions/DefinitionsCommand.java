// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.definitions;

import dev.worth.core.scoring.Output;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the definitions of a score's outputs, each with a worked example, as Markdown. */
@Command(
    name = "definitions",
    description = "Says what each output of a score means, with a worked example.")
public final class DefinitionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "OUTPUT", description = "Which, default: all of them.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    var wanted =
        names.isEmpty() ? Arrays.stream(Output.values()).map(Output::code) : names.stream();
    String pages = wanted.map(this::page).collect(Collectors.joining("\n"));
    spec.commandLine().getOut().print(pages);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String page(String name) {
    return Output.named(name).map(Output::page).orElseThrow(() -> unknown(name));
  }

  private ParameterException unknown(String name) {
    String known =
        Arrays.stream(Output.values()).map(Output::code).collect(Collectors.joining(", "));
    return new ParameterException(
        spec.commandLine(), "there is no output '" + name + "': choose among " + known);
  }
}
