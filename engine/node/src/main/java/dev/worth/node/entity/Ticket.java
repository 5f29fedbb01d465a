// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Where an answer belongs.
 *
 * @param desk who gathers the answers
 * @param batch which of the desk's open requests
 * @param place which answer of that request
 */
record Ticket(ActorRef<Desk.Note> desk, long batch, int place) {
  Desk.Note with(Outcome outcome) {
    return new Desk.Reply(batch, place, outcome);
  }
}
