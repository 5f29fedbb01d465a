// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.Worth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** One run of the command, as a caller sees it. */
record Told(int code, String out, String err) {
  static Told worth(Object... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new CommandLine(new Worth())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    return new Told(code, out.toString(), err.toString());
  }
}
