// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Turns bad input into exit code 2 and its message; what else fails is the root command's. */
final class Exit {
  private Exit() {}

  /** Something that may go wrong. */
  interface Work {
    void run() throws Exception;
  }

  static int code(CommandSpec command, Work work) throws Exception {
    try {
      work.run();
      return ExitCode.OK;
    } catch (BadInput e) {
      return said(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
    } catch (OutOfMemoryError e) {
      return said(command, "out of memory: give Java more, such as -Xmx4g", ExitCode.SOFTWARE);
    }
  }

  private static int said(CommandSpec command, String message, int code) {
    PrintWriter err = command.commandLine().getErr();
    err.println(command.qualifiedName() + ": " + message);
    err.flush();
    return code;
  }
}
