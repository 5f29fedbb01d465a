// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.Optional;
import java.util.Set;

/**
 * An event on its way into the journal, already serialised.
 *
 * @param writer the incarnation of the persistent actor that wrote it
 * @param sequence number of the event within its persistence id, from 1
 * @param writtenAt milliseconds since 1970
 */
public record NewEvent(
    String persistenceId,
    String writer,
    long sequence,
    long writtenAt,
    Payload payload,
    Optional<Payload> metadata,
    Set<String> tags) {}
