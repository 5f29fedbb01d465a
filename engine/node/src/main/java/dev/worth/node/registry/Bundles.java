// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.Assignment;
import dev.worth.core.promotion.Canary;
import dev.worth.core.promotion.RegistryState.Model;
import dev.worth.node.model.ModelStore;
import dev.worth.node.registry.BundleMessage.Piece;
import dev.worth.node.registry.BundleMessage.Wanted;
import dev.worth.node.registry.RegistryMessage.Look;
import dev.worth.node.registry.RegistryMessage.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets from other nodes what this node's store lacks, or has damaged. What came is held against the
 * registry's checksum before it is kept. Everything here waits: call it where that is allowed.
 */
final class Bundles {
  private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final ModelStore store;
  private final ActorRef<RegistryMessage> registry;
  private final ActorRef<Wanted> own;

  /**
   * @param own this node's door, which is not asked
   */
  Bundles(
      ActorSystem<?> system,
      ModelStore store,
      ActorRef<RegistryMessage> registry,
      ActorRef<Wanted> own) {
    this.system = system;
    this.store = store;
    this.registry = registry;
    this.own = own;
  }

  ActorRef<Wanted> door() {
    return own;
  }

  /**
   * Makes sure, as far as it can, that everybody with a seat is in the store, and who would answer
   * after a rollback. What no node has is told of where it is loaded.
   */
  void complete(Assignment assignment) {
    for (String version : seated(assignment)) {
      String sum = assignment.sums().get(version);
      if (sum != null && !isThere(version, sum)) obtain(version);
    }
  }

  private boolean isThere(String version, String sum) {
    try {
      return store.has(version, sum);
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Set<String> seated(Assignment assignment) {
    var seated = new LinkedHashSet<String>();
    seated.add(assignment.champion());
    assignment.canary().map(Canary::version).ifPresent(seated::add);
    assignment.shadow().ifPresent(seated::add);
    if (!assignment.previous().isEmpty()) seated.add(assignment.previous().getLast());
    return seated;
  }

  /** Gets a version, if the registry knows it and a node has it. */
  void obtain(String version) {
    try {
      Told told = wait(registry, Look::new);
      told.state().model(version).ifPresent(model -> obtain(model, told.doors()));
    } catch (CompletionException e) {
      LOG.warn("{} cannot be got from another node: {}", version, e.getMessage());
    }
  }

  private void obtain(Model model, List<ActorRef<Wanted>> doors) {
    for (var door : doors)
      if (!door.equals(own) && isObtained(model, door)) {
        LOG.info("{} came from {}", model.version(), door.path().address());
        return;
      }
  }

  private boolean isObtained(Model model, ActorRef<Wanted> door) {
    try {
      return store.take(model.version(), bytes(model.version(), door), model.sha256());
    } catch (IOException | UncheckedIOException | CompletionException e) {
      LOG.warn("{} did not come from {}: {}", model.version(), door.path(), e.getMessage());
      return false;
    }
  }

  private byte[] bytes(String version, ActorRef<Wanted> door) throws IOException {
    var got = new ByteArrayOutputStream();
    for (long total = Long.MAX_VALUE; got.size() < total; ) {
      long from = got.size();
      Piece piece = wait(door, replyTo -> new Wanted(version, from, replyTo));
      if (piece.total() < 0 || piece.bytes().length == 0)
        throw new IOException("it has " + (from == 0 ? "none" : from + " bytes of it"));
      total = piece.total();
      got.writeBytes(piece.bytes());
    }
    return got.toByteArray();
  }

  private <Q, A> A wait(ActorRef<Q> whom, Function<ActorRef<A>, Q> question) {
    CompletionStage<A> answer = AskPattern.ask(whom, question::apply, PATIENCE, system.scheduler());
    return answer.toCompletableFuture().join();
  }
}
