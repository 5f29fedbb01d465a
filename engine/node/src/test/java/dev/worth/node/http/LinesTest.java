// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinesTest {
  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Wherever the network cuts, the lines are those that were sent. */
  @ParameterizedTest
  @MethodSource("seeds")
  void a_stream_has_the_same_lines_however_it_is_cut(long seed) {
    var random = new Random(seed);
    var sent = new ArrayList<String>();
    for (int i = random.nextInt(40); i >= 0; i--) sent.add("x".repeat(random.nextInt(30)) + "é");
    var bytes = ByteString.fromString(String.join("\n", sent));
    var lines = new Lines();
    var read = new ArrayList<String>();
    for (int from = 0; from < bytes.size(); ) {
      int to = Math.min(bytes.size(), from + 1 + random.nextInt(50));
      read(lines, bytes.slice(from, to), read);
      from = to;
    }
    read(lines, Lines.END, read);
    assertThat(read).isEqualTo(sent);
  }

  @Test
  void numbers_count_blank_lines_too_and_chunks_are_bounded() {
    var lines = new Lines();
    var chunks = new ArrayList<Lines.Chunk>();
    lines.apply(ByteString.fromString("\n \r\n" + "{}\n".repeat(1_201))).forEach(chunks::add);
    assertThat(chunks).extracting(chunk -> chunk.lines().size()).containsExactly(500, 500, 201);
    assertThat(chunks.get(0).lines().get(0).number()).isEqualTo(3);
    assertThat(chunks.get(2).lines().get(200).number()).isEqualTo(1_203);
  }

  @Test
  void a_line_without_end_takes_no_more_memory_than_the_limit() {
    var lines = new Lines();
    var piece = ByteString.fromString("y".repeat(100_000));
    for (int i = 0; i < 50; i++) assertThat(lines.apply(piece)).isEmpty();
    var chunks = List.copyOf((List<Lines.Chunk>) lines.apply(ByteString.fromString("\n{}\n")));
    var first = chunks.get(0).lines().get(0);
    assertThat(first.to() - first.from()).isEqualTo(HttpSettings.LARGEST_EVENT + 1);
    assertThat(chunks.get(0).lines()).hasSize(2);
  }

  private static void read(Lines lines, ByteString bytes, List<String> into) {
    for (var chunk : lines.apply(bytes)) {
      for (var line : chunk.lines()) {
        into.add(
            new String(
                chunk.bytes(), line.from(), line.to() - line.from(), StandardCharsets.UTF_8));
      }
    }
  }
}
