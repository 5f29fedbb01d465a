// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.Optional;

/**
 * An event as it lies in the journal, its checksum verified.
 *
 * @param ordering its place in the order of commits over all persistence ids, from 1, never reused
 * @param writer the incarnation of the persistent actor that wrote it
 * @param sequence number of the event within its persistence id, from 1
 * @param writtenAt milliseconds since 1970
 */
public record StoredEvent(
    long ordering,
    String persistenceId,
    String writer,
    long sequence,
    long writtenAt,
    Payload payload,
    Optional<Payload> metadata) {}
