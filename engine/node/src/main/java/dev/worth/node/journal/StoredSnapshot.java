// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.Optional;

/**
 * A snapshot of the state after event {@code sequence}, taken at {@code writtenAt} milliseconds
 * since 1970.
 */
public record StoredSnapshot(
    String persistenceId,
    long sequence,
    long writtenAt,
    Payload payload,
    Optional<Payload> metadata) {}
