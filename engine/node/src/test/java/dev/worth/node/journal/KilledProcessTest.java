// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it writes; everything it acknowledged must be in the file. */
class KilledProcessTest {
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  @Test
  void what_was_acknowledged_before_a_kill_is_there_once_and_without_gaps() throws Exception {
    var random = new Random(11);
    var acknowledged = new HashMap<String, Long>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = acknowledged.values().stream().mapToInt(Long::intValue).sum();
      killAfter(500 + random.nextInt(3_000), acknowledged);
      assertThat(acknowledged.values().stream().mapToInt(Long::intValue).sum())
          .isGreaterThan(before);
      assertThatAllIsThere(acknowledged);
    }
  }

  /** Kills the writer after so many acknowledgements, and reads what it had still printed. */
  private void killAfter(int lines, Map<String, Long> acknowledged) throws Exception {
    Process process = start();
    try (BufferedReader output = process.inputReader()) {
      for (int n = 0; n < lines; n++) note(output.readLine(), acknowledged);
      // By its handle: Process.destroyForcibly would close the output before it is read.
      process.toHandle().destroyForcibly();
      output.lines().filter(line -> line.endsWith(".")).forEach(line -> note(line, acknowledged));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void note(String line, Map<String, Long> acknowledged) {
    String[] parts = line.split(" ");
    acknowledged.merge(parts[0], Long.valueOf(parts[1]), Math::max);
  }

  private void assertThatAllIsThere(Map<String, Long> acknowledged) {
    try (var reader = JournalReader.open(TestConfig.file(folder))) {
      List<StoredEvent> all = reader.events(0).toList();
      assertThat(all).extracting(StoredEvent::ordering).isSorted().doesNotHaveDuplicates();
      Map<String, List<Long>> found =
          all.stream()
              .collect(
                  Collectors.groupingBy(
                      StoredEvent::persistenceId,
                      TreeMap::new,
                      Collectors.mapping(StoredEvent::sequence, Collectors.toList())));
      acknowledged.forEach(
          (id, last) -> assertThat(found.get(id)).hasSizeGreaterThanOrEqualTo(last.intValue()));
      found.forEach((id, seqs) -> assertThat(seqs).isEqualTo(upTo(seqs.size())));
      assertThat(reader.check()).isEmpty();
    }
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** The class path goes through an argument file: command lines have limits. */
  private Process start() throws Exception {
    Path arguments = folder.resolve("arguments");
    Files.writeString(
        arguments,
        "-Xmx128m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp \"%s\" %s \"%s\""
            .formatted(
                System.getProperty("java.class.path").replace("\\", "\\\\"),
                KilledWriter.class.getName(),
                folder.toString().replace("\\", "\\\\")));
    String java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(java, "@" + arguments)
        .redirectError(folder.resolve("errors").toFile())
        .start();
  }
}
