// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import dev.worth.core.learning.Trainer;
import dev.worth.node.model.Bundles;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleConsumer;

/**
 * Learns nothing and makes a bundle all the same, and tells what it was asked. Takes as many
 * milliseconds as the seed says.
 */
public final class TestTrainer implements Trainer {
  /** What a training was given. */
  record Asked(Map<CustomerId, List<CustomerEvent>> histories, Request request) {}

  static final ConcurrentLinkedQueue<Asked> ASKED = new ConcurrentLinkedQueue<>();

  @Override
  public List<String> families() {
    return List.of("stack");
  }

  @Override
  public byte[] train(
      Map<CustomerId, List<CustomerEvent>> histories, Request request, DoubleConsumer progress) {
    ASKED.add(new Asked(histories, request));
    progress.accept(0.5);
    sleep(request.seed());
    return Bundles.valid(request.version());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
