// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/**
 * More writes wait than the journal may keep in memory; the write was not accepted, try again
 * later.
 */
public final class JournalBusyException extends JournalException {
  JournalBusyException(String message) {
    super(message);
  }
}
