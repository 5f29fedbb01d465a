// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.Assignment;
import dev.worth.core.promotion.RegistryCommand;
import dev.worth.core.promotion.RegistryDecision;
import dev.worth.core.promotion.RegistryState;
import dev.worth.node.registry.BundleMessage.Wanted;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What the registry is told. */
sealed interface RegistryMessage {
  /** Marks what travels between nodes, as CBOR by Pekko's Jackson binding. Never journaled. */
  interface Travelling {}

  /** Answered when it is on disk and every node has followed, or the time for that is over. */
  record Do(RegistryCommand command, ActorRef<Told> replyTo)
      implements RegistryMessage, Travelling {}

  /** What is known now. */
  record Look(ActorRef<Told> replyTo) implements RegistryMessage, Travelling {}

  /**
   * A node is this far, and wants to be told of every assignment.
   *
   * @param door where other nodes get what lies in its store
   */
  record Follow(NodeState node, ActorRef<Current> follower, ActorRef<Wanted> door)
      implements RegistryMessage, Travelling {}

  /** A follower stopped. */
  record Gone(ActorRef<Current> follower) implements RegistryMessage {}

  /** Nobody waits any longer for nodes that have not followed up to a revision. */
  record Late(long revision) implements RegistryMessage {}

  /** To a follower: what must be in use. */
  record Current(Assignment assignment) implements Travelling {}

  /**
   * How far a node is.
   *
   * @param revision the newest it has applied, as far as it could; -1 for none
   * @param inUse the version it answers by
   * @param problem why that is not the champion
   */
  record NodeState(String node, long revision, String inUse, Optional<String> problem) {}

  /**
   * @param switchMillis from the event on disk to the last node's answer, for what changed who
   *     answers; negative when some node has not followed
   * @param doors where bundles can be had
   */
  record Told(
      RegistryDecision decision,
      RegistryState state,
      List<NodeState> nodes,
      double switchMillis,
      List<ActorRef<Wanted>> doors)
      implements Travelling {}
}
