// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.sqlite.SQLiteErrorCode;
import scala.concurrent.Batchable;

/**
 * The one thread that writes: it takes all that waits, puts it into one transaction, and answers
 * after the commit. So an fsync is shared by everything that arrived during the one before it.
 */
final class GroupCommit implements AutoCloseable {
  private static final int WRITES_PER_COMMIT = 4_096;
  private static final long IDLE_MILLIS = 200;

  /** Then somebody has to try again: who is not asked because of an old trouble never mends. */
  private static final long TROUBLE_NANOS = 10_000_000_000L;

  private record Trouble(String what, long since) {
    static Trouble now(String what) {
      return new Trouble(what, System.nanoTime());
    }
  }

  private final Path file;
  private final WriteSession session;
  private final ArrayBlockingQueue<Write> queue;
  private final AtomicInteger backlog = new AtomicInteger();
  private final Executor answers;
  private final Checkpoints log;
  private final LongConsumer afterCommit;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Trouble trouble = new Trouble("", System.nanoTime());
  private volatile CommitWatch watch = (writes, nanos) -> {};

  /**
   * @param capacity how many writes may wait
   * @param answers runs the answers of a whole commit as one task
   * @param log is finished when it has grown long
   * @param afterCommit hears the last ordering on the disk, on the writing thread
   */
  GroupCommit(
      Path file,
      WriteSession session,
      int capacity,
      Executor answers,
      Checkpoints log,
      LongConsumer afterCommit) {
    this.file = file;
    this.session = session;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.answers = answers;
    this.log = log;
    this.afterCommit = afterCommit;
    this.thread = new Thread(this::run, "worth-journal-writer");
    thread.start();
  }

  /** Writes accepted and not yet answered. */
  int backlog() {
    return backlog.get();
  }

  /** Why a commit failed a moment ago; empty since one has worked. */
  Optional<String> trouble() {
    var last = trouble;
    boolean isNow = !last.what().isEmpty() && System.nanoTime() - last.since() < TROUBLE_NANOS;
    return isNow ? Optional.of(last.what()) : Optional.empty();
  }

  /** The one who hears of each commit from now on. */
  void watch(CommitWatch watch) {
    this.watch = watch;
  }

  /** Never blocks: a write beyond the capacity fails at once. */
  void submit(Write write) {
    backlog.incrementAndGet();
    boolean accepted = !closing && queue.offer(write);
    // The thread may have ended between the two: then nobody else will answer this write.
    if (accepted && (thread.isAlive() || !queue.remove(write))) return;
    backlog.decrementAndGet();
    write.failed(closing ? closed() : busy());
  }

  private void run() {
    try {
      while (!closing || !queue.isEmpty()) next();
    } finally {
      closing = true;
      close(session);
    }
  }

  private void next() {
    try {
      Write first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      if (first == null) return;
      var batch = new ArrayList<Write>();
      batch.add(first);
      queue.drainTo(batch, WRITES_PER_COMMIT - 1);
      commit(batch);
      if (log.isLong()) session.checkpoint();
    } catch (SQLException e) {
      // The disk is full or broken: the next write meets that too, and tells.
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void commit(List<Write> batch) {
    try {
      transact(batch);
    } catch (SQLException | RuntimeException e) {
      undo(e);
      if (!concernsOneWrite(e)) trouble = Trouble.now(JournalException.inShort((SQLException) e));
      if (batch.size() > 1 && concernsOneWrite(e)) batch.forEach(write -> commit(List.of(write)));
      else answer(batch, write -> write.failed(reason(e)));
      return;
    }
    if (!trouble.what().isEmpty()) trouble = Trouble.now("");
    afterCommit.accept(session.lastOrdering());
    answer(batch, Write::committed);
  }

  private void undo(Exception cause) {
    try {
      session.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void transact(List<Write> batch) throws SQLException {
    long start = System.nanoTime();
    session.begin();
    for (Write write : batch) write.applyTo(session);
    session.commit();
    watch.committed(batch.size(), System.nanoTime() - start);
  }

  /**
   * A full disk fails every write alike; a contradiction only its own, so the others get a second
   * try.
   */
  private static boolean concernsOneWrite(Exception e) {
    return !(e instanceof SQLException s)
        || JournalException.kind(JournalException.code(s)) == SQLiteErrorCode.SQLITE_CONSTRAINT;
  }

  private RuntimeException reason(Exception e) {
    return e instanceof SQLException s ? JournalException.of(file, s) : (RuntimeException) e;
  }

  private void answer(List<Write> batch, Consumer<Write> how) {
    backlog.addAndGet(-batch.size());
    var all = new Answers(batch, how);
    try {
      answers.execute(all);
    } catch (RejectedExecutionException e) {
      all.run();
    }
  }

  private JournalException busy() {
    return new JournalBusyException(
        "journal %s: %d writes already wait for the disk. Send less or slower; the write can be repeated."
            .formatted(file, queue.size()));
  }

  private JournalException closed() {
    return new JournalException("journal " + file + " is closed: the node is stopping.");
  }

  private void close(WriteSession session) {
    var late = new ArrayList<Write>();
    queue.drainTo(late);
    if (!late.isEmpty()) answer(late, write -> write.failed(closed()));
    try {
      session.close();
    } catch (SQLException e) {
      throw JournalException.of(file, e);
    }
  }

  /** Writes what was accepted, then closes the file. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One task for all answers of a commit; batchable, so that Pekko runs what they trigger in the
   * same task.
   */
  private record Answers(List<Write> batch, Consumer<Write> how) implements Runnable, Batchable {
    @Override
    public void run() {
      batch.forEach(how);
    }
  }
}
