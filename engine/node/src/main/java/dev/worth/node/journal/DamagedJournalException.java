// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/** What stands in the journal is not what was written: reading it again will not mend it. */
public final class DamagedJournalException extends JournalException {
  DamagedJournalException(String message) {
    super(message);
  }

  DamagedJournalException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isDamage() {
    return true;
  }
}
