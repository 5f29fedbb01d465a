// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import dev.worth.node.facts.StorageException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The journal could not do what was asked; the message names the file and the remedy. */
public sealed class JournalException extends StorageException
    permits JournalBusyException, DamagedJournalException {
  JournalException(String message) {
    super(message);
  }

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says in words what SQLite refused, and what to do about it. */
  static JournalException of(Path file, SQLException cause) {
    String message = "journal " + file + ": " + remedy(file, cause);
    return switch (kind(code(cause))) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> new DamagedJournalException(message, cause);
      default -> new JournalException(message, cause);
    };
  }

  @Override
  public boolean isDamage() {
    return false;
  }

  /** The same for everybody's eyes: it names no place on this machine. */
  static String inShort(SQLException cause) {
    return switch (kind(code(cause))) {
      case SQLITE_FULL -> "the disk is full: free some space, and writing goes on by itself";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "the journal is damaged: run `worth verify`, stop the server and restore a backup";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          "the journal's file cannot be written: give the server's user write permission";
      case SQLITE_IOERR -> "the disk answers with errors: check the disk";
      default -> "the journal does not take writes: the server's log says why";
    };
  }

  static SQLiteErrorCode code(SQLException cause) {
    return cause instanceof SQLiteException e ? e.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static String remedy(Path file, SQLException cause) {
    return switch (kind(code(cause))) {
      case SQLITE_FULL ->
          "the disk is full, nothing of this write was kept. Free some space for "
              + file.toAbsolutePath().getParent()
              + "; writing goes on by itself.";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "the file is damaged (" + cause.getMessage() + "). Stop the node and restore a backup.";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          "the file cannot be written ("
              + cause.getMessage()
              + "). Give this user write permission on the file and its folder, or set"
              + " worth.journal.file.";
      case SQLITE_IOERR ->
          "the disk answered with an error (" + cause.getMessage() + "). Check the disk.";
      case SQLITE_CONSTRAINT ->
          "a write contradicts what is stored ("
              + cause.getMessage()
              + "): two writers used one persistence id at the same time.";
      default -> String.valueOf(cause.getMessage());
    };
  }

  /** The primary code: extended ones carry detail in the higher bits. */
  static SQLiteErrorCode kind(SQLiteErrorCode code) {
    return SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }
}
