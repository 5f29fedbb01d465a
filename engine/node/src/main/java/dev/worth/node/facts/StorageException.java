// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

/** Stored facts could not be read or written, by whichever journal keeps them. */
public abstract class StorageException extends RuntimeException {
  protected StorageException(String message) {
    super(message);
  }

  protected StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether what is stored is damaged: repeating is of no use then, a backup is. */
  public abstract boolean isDamage();
}
