// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.worth.node.facts.Fields;

/**
 * Where an event stands in what was sent.
 *
 * @param pointer of the event in the body, empty when it is the body
 */
record Sent(byte[] body, int from, int to, String pointer) {
  /** An event of a body that the parser read from this byte on. */
  static Sent at(byte[] body, int start, Fields event, String pointer) {
    return new Sent(body, start + event.from(), start + event.to(), pointer);
  }

  int size() {
    return to - from;
  }

  String text() {
    return new String(body, from, to - from, UTF_8).strip();
  }
}
