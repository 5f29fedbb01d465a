// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import dev.worth.ops.wire.EngineClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a server holds, looked at now and then. */
final class SwapMemory {
  /**
   * @param liveHeapMiB after a full collection
   * @param processMiB proportional set size after it
   * @param sessions models in the runtime
   */
  record Sample(int swaps, double liveHeapMiB, long processMiB, long sessions) {
    @Override
    public String toString() {
      return "%d: heap %.1f, process %d, sessions %d"
          .formatted(swaps, liveHeapMiB, processMiB, sessions);
    }
  }

  private final ServerProcess server;
  private final EngineClient client;
  private final List<Sample> samples = new ArrayList<>();

  SwapMemory(ServerProcess server, EngineClient client) {
    this.server = server;
    this.client = client;
  }

  Sample look(int swaps) throws IOException, InterruptedException {
    double heap = HttpBench.round(Memory.liveHeapBytes(server.pid()) / 1024.0 / 1024);
    var sample = new Sample(swaps, heap, server.memoryMiB(), opened() - closed());
    samples.add(sample);
    return sample;
  }

  List<Sample> samples() {
    return samples;
  }

  long opened() {
    return counter("worth_model_sessions_opened_total");
  }

  long closed() {
    return counter("worth_model_sessions_closed_total");
  }

  private long counter(String name) {
    String metrics = new String(client.getBytes("/metrics"), StandardCharsets.UTF_8);
    return Arrays.stream(metrics.split("\n"))
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }
}
