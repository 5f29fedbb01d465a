// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.worth.node.journal.FullDisk;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk under the journal is full, as those see it who send facts over HTTP. */
class FullDiskTest {
  private static final int CUSTOMERS = 5;
  private static final int MOST = 500;
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
  private @TempDir Path folder;

  @Test
  void senders_hear_of_it_with_the_remedy_nothing_accepted_is_lost_and_it_passes_by_itself()
      throws InterruptedException {
    try (var calls = new Calls(folder, "")) {
      var accepted = new ArrayList<Integer>();
      for (int i = 0; i < 20; i++) accept(calls, i, accepted);
      FullDisk.fill(calls.engine.system());
      int next = 20;
      HttpResponse<String> refused = post(calls, next);
      while (refused.statusCode() == 202 && next < MOST) {
        accepted.add(next++);
        refused = post(calls, next);
      }
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).contains("1");
      assertThat(refused.body()).contains("/problems/unavailable", "the disk is full", "free some");
      assertThat(refused.body()).doesNotContain(folder.toString());
      assertThat(lines(calls, next).body()).contains("\"rejected\"", "the disk is full");
      assertThat(calls.get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(calls.get("/health/ready").body()).contains("journal: the disk is full");
      assertThat(calls.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(calls.get("/v1/customers/other/score").statusCode()).isEqualTo(200);

      FullDisk.free(calls.engine.system());
      for (int last = next + CUSTOMERS; next < last; next++) eventually(calls, next, accepted);
      assertThat(calls.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(stored(calls)).containsExactlyInAnyOrderElementsOf(accepted);
    }
  }

  private static void accept(Calls calls, int number, List<Integer> accepted) {
    assertThat(post(calls, number).statusCode()).isEqualTo(202);
    accepted.add(number);
  }

  /** The breaker before the journal and a customer's back-off take a second or two. */
  private static void eventually(Calls calls, int number, List<Integer> accepted)
      throws InterruptedException {
    for (int tries = 0; tries < 40; tries++) {
      var reply = post(calls, number);
      if (reply.statusCode() / 100 == 2) {
        accepted.add(number);
        return;
      }
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
      TimeUnit.MILLISECONDS.sleep(250);
    }
    throw new AssertionError("fact " + number + " was never accepted again");
  }

  private static HttpResponse<String> post(Calls calls, int number) {
    return calls.post("application/cloudevents+json", review(number));
  }

  private static HttpResponse<String> lines(Calls calls, int number) {
    return calls.post("application/x-ndjson", review(number) + "\n" + review(number + 1));
  }

  /** Long, so that the journal needs new pages soon. */
  private static String review(int number) {
    return "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/s\",\"type\":\"product-reviewed\",\"subject\":\"c%d\",\"data\":{\"product\":\"p\",\"rating\":5,\"text\":\"%s\"}}"
        .formatted(number, number % CUSTOMERS, "x".repeat(3_900));
  }

  private static List<Integer> stored(Calls calls) {
    var ids = new ArrayList<Integer>();
    for (int i = 0; i < CUSTOMERS; i++) {
      var told = calls.get("/v1/customers/c" + i + "/timeline?limit=500").body();
      var matcher = ID.matcher(told);
      while (matcher.find()) ids.add(Integer.parseInt(matcher.group(1)));
    }
    return ids;
  }
}
