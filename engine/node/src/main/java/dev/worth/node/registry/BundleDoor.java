// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.node.model.ModelStore;
import dev.worth.node.registry.BundleMessage.Piece;
import dev.worth.node.registry.BundleMessage.Wanted;
import java.io.UncheckedIOException;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Gives other nodes what lies in this node's store, in pieces that fit a message. */
final class BundleDoor {
  /** A quarter of what a message of Pekko's may hold. */
  static final int PIECE = 64 << 10;

  private static final Piece NONE = new Piece(-1, new byte[0]);

  /** Reads files: run it where waiting is allowed. */
  static Behavior<Wanted> create(ModelStore store) {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                wanted -> {
                  wanted.replyTo().tell(piece(context, store, wanted));
                  return Behaviors.same();
                }));
  }

  private static Piece piece(ActorContext<Wanted> context, ModelStore store, Wanted wanted) {
    try {
      return store
          .piece(wanted.version(), wanted.from(), PIECE)
          .map(found -> new Piece(found.total(), found.bytes()))
          .orElse(NONE);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      context.getLog().warn("{} cannot be given away: {}", wanted.version(), e.getMessage());
      return NONE;
    }
  }

  private BundleDoor() {}
}
