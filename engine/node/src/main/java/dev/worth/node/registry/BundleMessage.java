// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import org.apache.pekko.actor.typed.ActorRef;

/** How bundles travel: who lacks one asks for its pieces, one after another. */
interface BundleMessage {
  /**
   * A piece of a bundle, please.
   *
   * @param from the first byte wanted
   */
  record Wanted(String version, long from, ActorRef<Piece> replyTo)
      implements RegistryMessage.Travelling {}

  /**
   * @param total bytes of the whole bundle; negative where this node has none
   */
  record Piece(long total, byte[] bytes) implements RegistryMessage.Travelling {}
}
