// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.ops.wire.EngineClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks for scores of the past, a hundred a second. Those depend on the customer and the version
 * alone, so there is one body for both; another one mixes versions.
 */
final class SwapWatch implements AutoCloseable {
  private static final int WATCHED = 3;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private final EngineClient client;
  private final Consumer<String> say;
  private final Map<String, String> told = new HashMap<>();
  private final Thread thread;
  private volatile boolean isOver;
  private volatile long compared;
  private volatile long mixed;
  private volatile long failed;

  SwapWatch(EngineClient client, Consumer<String> say) {
    this.client = client;
    this.say = say;
    thread = Thread.ofPlatform().start(this::watch);
  }

  private void watch() {
    Instant moment = Instant.now().minus(400, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    String query = "/score?explain=true&as_of=" + EngineClient.escaped(moment.toString());
    for (int n = 0; !isOver; n++) {
      look("watched-" + n % WATCHED, query);
      LockSupport.parkNanos(PAUSE);
    }
  }

  private void look(String customer, String query) {
    try {
      JsonNode score = client.get("/v1/customers/" + customer + query);
      String body = score.toString();
      String first = told.putIfAbsent(customer + " " + score.path("model_version").asText(), body);
      if (first == null) return;
      compared++;
      if (!first.equals(body)) mixed(first, body);
    } catch (RuntimeException e) {
      failed++;
    }
  }

  private void mixed(String first, String other) {
    if (mixed == 0) say.accept("two answers of one version: " + first + " and " + other);
    mixed++;
  }

  /** Answers that were held against an earlier one of the same version. */
  long compared() {
    return compared;
  }

  long mixed() {
    return mixed;
  }

  long failed() {
    return failed;
  }

  @Override
  public void close() {
    isOver = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
