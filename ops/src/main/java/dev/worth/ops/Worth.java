// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops;

import dev.worth.ops.bench.BenchCommand;
import dev.worth.ops.definitions.DefinitionsCommand;
import dev.worth.ops.demo.DemoCommand;
import dev.worth.ops.evaluation.EvaluateCommand;
import dev.worth.ops.evaluation.PredictCommand;
import dev.worth.ops.experiments.ExperimentsCommand;
import dev.worth.ops.importing.ImportCommand;
import dev.worth.ops.models.ModelsCommand;
import dev.worth.ops.serving.ServeCommand;
import dev.worth.ops.simulation.SimulateCommand;
import dev.worth.ops.training.TrainCommand;
import dev.worth.ops.verification.VerifyCommand;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code worth} command. Exit codes: 0 done, 1 failed, 2 asked for wrongly. */
@Command(
    name = "worth",
    mixinStandardHelpOptions = true,
    versionProvider = Worth.Version.class,
    description = "What is this customer worth, right now?",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      BenchCommand.class,
      ServeCommand.class,
      DefinitionsCommand.class,
      ImportCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      ExperimentsCommand.class,
      ModelsCommand.class,
      SimulateCommand.class,
      TrainCommand.class,
      VerifyCommand.class
    })
public final class Worth implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where an error comes from.")
  private boolean debug;

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command and gives its exit code. */
  public static int run(String... args) {
    try {
      return commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println("worth: out of memory: give Java more, WORTH_JAVA_OPTS=-Xmx4g");
    } catch (LinkageError e) {
      System.err.println("worth: " + e + " by " + e.getCause());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  static CommandLine commandLine() {
    var worth = new Worth();
    var line = new CommandLine(worth);
    line.getSubcommands().values().forEach(Worth::helpful);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(worth::failed);
    return line;
  }

  private static void helpful(CommandLine sub) {
    sub.getCommandSpec().mixinStandardHelpOptions(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** One line that says what is wrong; the rest only for who asks. */
  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + message(e));
    if (debug) e.printStackTrace(err);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Throwable e) {
    String said = e.getMessage();
    boolean plain =
        e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e instanceof UncheckedIOException;
    if (plain && said != null) return said;
    return e.getClass().getSimpleName() + (said == null ? "" : ": " + said);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Worth.class.getPackage().getImplementationVersion();
      return new String[] {"worth " + (version == null ? "(not packaged)" : version)};
    }
  }
}
