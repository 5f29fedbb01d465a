// SPDX-License-Identifier: Apache-2.0

import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Formats every Java source below a folder ("replace"), or names those that are not ("check"). Also holds the licence header. */
public final class Format {
  private static final String HEADER = "// SPDX-License-Identifier: Apache-2.0";

  public static void main(String[] args) throws Exception {
    boolean check = args[0].equals("check");
    var wrong = new ArrayList<Path>();
    for (Path file : sources(Path.of(args[1]))) {
      String text = Files.readString(file);
      String headed = text.startsWith(HEADER) ? text : HEADER + "\n" + text;
      String formatted = new Formatter().formatSourceAndFixImports(headed);
      if (formatted.equals(text)) continue;
      wrong.add(file);
      if (!check) Files.writeString(file, formatted);
    }
    wrong.forEach(f -> System.out.println((check ? "not formatted: " : "formatted: ") + f));
    if (check && !wrong.isEmpty()) {
      System.out.println("Run `mvn -N process-sources` and commit what it changed.");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    var all = new ArrayList<Path>();
    for (String module : List.of("protocol", "engine", "ops")) {
      try (var files = Files.walk(root.resolve(module))) {
        files.filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/")).forEach(all::add);
      }
    }
    return all;
  }
}
