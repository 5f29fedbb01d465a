// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The one owner of a journal file in this process: a thread that writes, some that read.
 *
 * <p>A write is answered after its commit has been synced to the disk. {@link #backlog()} tells how
 * many writes wait; turning work away while {@link #overloaded()} keeps it far from the capacity,
 * beyond which a write fails with {@link JournalBusyException}.
 */
public final class SqliteStore implements AutoCloseable {
  private final Path file;
  private final JournalLock lock;
  private final GroupCommit writer;
  private final Readers readers;
  private final Checkpoints log;
  private final int limit;
  private final CopyOnWriteArraySet<Runnable> listeners = new CopyOnWriteArraySet<>();
  private volatile long lastOrdering;

  private SqliteStore(JournalSettings settings, JournalLock lock, Executor answers)
      throws SQLException {
    this.file = settings.file();
    this.lock = lock;
    this.limit = settings.backlogLimit();
    WriteSession session = WriteSession.open(file);
    try {
      this.lastOrdering = session.lastOrdering();
      this.readers = new Readers(file, settings.readers());
      this.log = new Checkpoints(file);
      this.writer =
          new GroupCommit(file, session, settings.capacity(), answers, log, this::announce);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Opens the journal, making it where there is none.
   *
   * @param answers runs the answers to writes, all those of a commit as one task
   * @throws JournalException when the file cannot be used; the message names the remedy
   */
  static SqliteStore open(JournalSettings settings, Executor answers) {
    JournalLock lock = JournalLock.take(settings.file());
    try {
      return new SqliteStore(settings, lock, answers);
    } catch (SQLException e) {
      lock.close();
      throw JournalException.of(settings.file(), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public Path file() {
    return file;
  }

  /** Writes accepted and not yet answered: the depth of the queue, a gauge. */
  public int backlog() {
    return writer.backlog();
  }

  /** Why writing has failed a moment ago, with the remedy; empty since a write has worked. */
  public Optional<String> trouble() {
    return writer.trouble();
  }

  /** Whether new work should be turned away at the edge for now. */
  public boolean overloaded() {
    return backlog() >= limit;
  }

  /** Lets one listener hear of each commit, in place of the one before. */
  public void watchCommits(CommitWatch watch) {
    writer.watch(watch);
  }

  /** The ordering of the last event on the disk, 0 in an empty journal. */
  public long lastOrdering() {
    return lastOrdering;
  }

  /** Never blocks; the write hears its own outcome. */
  void submit(Write write) {
    writer.submit(write);
  }

  <T> CompletableFuture<T> read(Function<JournalReader, T> query) {
    return readers.read(query);
  }

  /**
   * Reads after all writes submitted so far: a restarted entity must see what its predecessor
   * wrote.
   */
  <T> CompletableFuture<T> readAfterWrites(Function<JournalReader, T> query) {
    if (backlog() == 0) return read(query);
    var written = new FutureWrite(session -> {});
    submit(written);
    return written.future().thenCompose(done -> read(query));
  }

  /** Runs after each commit on the writing thread: it must only pass the word on. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  private void announce(long ordering) {
    if (ordering == lastOrdering) return;
    log.wrote(ordering - lastOrdering);
    lastOrdering = ordering;
    listeners.forEach(Runnable::run);
  }

  /** Writes what was accepted and gives the file free. */
  @Override
  public void close() {
    readers.close();
    log.close();
    writer.close();
    lock.close();
  }
}
