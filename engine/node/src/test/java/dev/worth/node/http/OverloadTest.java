// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With little room: clients are told to come back, or made to wait. */
class OverloadTest {
  private @TempDir Path folder;

  @Test
  void a_batch_beyond_the_room_is_turned_away_whole_and_lines_wait_for_theirs() {
    try (var server = new Server(folder, "worth.in-flight = 600")) {
      var batch =
          IntStream.range(0, 700)
              .mapToObj(i -> view("batch", "b" + i))
              .collect(Collectors.joining(",", "[", "]"));
      var refused = server.post("/v1/events", "application/cloudevents-batch+json", batch);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).contains("1");
      assertThat(refused.body()).contains("/problems/overloaded");
      assertThat(server.get("/v1/customers/batch").statusCode()).isEqualTo(404);

      var senders =
          IntStream.range(0, 4)
              .mapToObj(s -> CompletableFuture.supplyAsync(() -> send(server, "s" + s)))
              .toList();
      for (var sender : senders) {
        assertThat(sender.join().lines()).hasSize(3_000).allMatch(v -> v.contains("\"accepted\""));
      }
    }
  }

  private static String send(Server server, String sender) {
    var lines =
        IntStream.range(0, 3_000)
            .mapToObj(i -> view(sender + i % 7, sender + "-" + i))
            .collect(Collectors.joining("\n"));
    return server.post("/v1/events", "application/x-ndjson", lines).body();
  }
}
