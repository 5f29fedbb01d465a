// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a journal file for this process: two writers of one file would lose each other's order. */
final class JournalLock implements AutoCloseable {
  private final FileChannel channel;

  private JournalLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, making the folder of the journal where it is missing.
   *
   * @throws JournalException when the folder cannot be written or another process has the lock
   */
  static JournalLock take(Path file) {
    FileChannel channel = open(file);
    try {
      if (channel.tryLock() != null) return new JournalLock(channel);
    } catch (IOException | OverlappingFileLockException e) {
      closeQuietly(channel);
      throw inUse(file, e);
    }
    closeQuietly(channel);
    throw inUse(file, null);
  }

  private static FileChannel open(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) Files.createDirectories(folder);
      return FileChannel.open(lockFile(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new JournalException(
          "journal %s: folder %s cannot be written (%s). Give this user write permission on it or set worth.journal.file."
              .formatted(file, folder, e),
          e);
    }
  }

  private static Path lockFile(Path file) {
    return Path.of(file + ".lock");
  }

  private static JournalException inUse(Path file, @Nullable Exception cause) {
    String message =
        "journal %s is in use by another node (lock file %s). Stop that node, or give this one its own worth.journal.file."
            .formatted(file, lockFile(file));
    return cause == null ? new JournalException(message) : new JournalException(message, cause);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The caller throws the error that matters.
    }
  }

  /** The file stays: deleting it would race with the next process that takes it. */
  @Override
  public void close() {
    closeQuietly(channel);
  }
}
