// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/**
 * Measures entities on the journal: each has one command in flight and persists 1 to 3 events of
 * 110 bytes with it. Not a test. Arguments: folder, entities, rows, [more configuration].
 */
final class EntityBench {
  private static final String EVENT = "x".repeat(110);

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "bench");
    int entities = Integer.parseInt(args[1]);
    int rows = Integer.parseInt(args[2]);
    var config =
        ConfigFactory.parseString(args.length > 3 ? args[3] : "")
            .withFallback(TestConfig.at(folder));
    var left = new AtomicInteger(rows);
    var warm = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var system = ActorSystem.create(root(entities, left, rows, warm, done), "bench", config);
    warm.await();
    long cpu = cpu();
    long start = System.nanoTime();
    int from = left.get();
    done.await();
    double time = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d entities: %,.0f events/s, %.1f us CPU per event%n",
        entities, from / time, (cpu() - cpu) / 1e3 / from);
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    System.out.printf(
        "disk: %.1f bytes per event%n", (double) Files.size(TestConfig.file(folder)) / rows);
  }

  private static Behavior<Void> root(
      int entities, AtomicInteger left, int rows, CountDownLatch warm, CountDownLatch done) {
    return Behaviors.setup(
        context -> {
          for (int i = 0; i < entities; i++) {
            ActorRef<Integer> entity =
                context.spawn(Writer.behavior("customer|" + i, left, rows, warm, done), "e" + i);
            entity.tell(1 + i % 3);
          }
          return Behaviors.empty();
        });
  }

  private static final class Writer extends EventSourcedBehavior<Integer, String, Integer> {
    private final ActorRef<Integer> self;
    private final AtomicInteger left;
    private final int rows;
    private final CountDownLatch warm;
    private final CountDownLatch done;

    static Behavior<Integer> behavior(
        String id, AtomicInteger left, int rows, CountDownLatch warm, CountDownLatch done) {
      return Behaviors.setup(c -> new Writer(c.getSelf(), id, left, rows, warm, done));
    }

    private Writer(
        ActorRef<Integer> self,
        String id,
        AtomicInteger left,
        int rows,
        CountDownLatch warm,
        CountDownLatch done) {
      super(PersistenceId.ofUniqueId(id));
      this.self = self;
      this.left = left;
      this.rows = rows;
      this.warm = warm;
      this.done = done;
    }

    @Override
    public Integer emptyState() {
      return 0;
    }

    @Override
    public CommandHandler<Integer, String, Integer> commandHandler() {
      return (state, size) ->
          Effect().persist(Collections.nCopies(size, EVENT)).thenRun(after -> next(size));
    }

    private void next(int size) {
      int now = left.addAndGet(-size);
      if (now < rows * 3L / 4) warm.countDown();
      if (now <= 0) done.countDown();
      else self.tell(size);
    }

    @Override
    public EventHandler<Integer, String> eventHandler() {
      return (state, event) -> state + 1;
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
