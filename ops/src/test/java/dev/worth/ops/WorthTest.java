// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorthTest {
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Worth.commandLine().setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void no_command_is_asked_for_wrongly() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Which command?").contains("simulate");
  }

  @Test
  void an_unknown_option_is_asked_for_wrongly() {
    assertThat(run("simulate", "--moon")).isEqualTo(2);
    assertThat(err.toString()).contains("--moon");
  }

  @Test
  void a_failure_is_one_line_that_names_the_value() {
    assertThat(run("simulate", "--customers", "0")).isEqualTo(1);
    assertThat(err.toString()).startsWith("worth simulate: ").contains("0 customers");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void a_training_without_an_engine_names_where_it_was_looked_for() {
    assertThat(run("train", "--now", "--url", "http://127.0.0.1:9")).isEqualTo(1);
    assertThat(err.toString()).contains("no engine answers at http://127.0.0.1:9");
  }

  @Test
  void debug_shows_where_a_failure_comes_from() {
    assertThat(run("simulate", "--customers", "0", "--debug")).isEqualTo(1);
    assertThat(err.toString()).contains("at dev.worth.ops.simulation.Shop");
  }

  /** Descriptions are format strings: a bare percent sign is a warning in front of the help. */
  @Test
  void every_help_can_be_printed() {
    assertThat(all(Worth.commandLine()))
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().usageMessage().description())
                    .allSatisfy(line -> assertThat(line.formatted()).isNotNull()));
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(WorthTest::all));
  }
}
