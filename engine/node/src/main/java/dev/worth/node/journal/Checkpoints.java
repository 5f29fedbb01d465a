// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/**
 * Copies the write-ahead log home beside the writer. Left to SQLite, the commit that finds the log
 * long copies all of it, and everybody waits; so this thread copies nearly all while commits go on,
 * and the writer only the last few pages, after which the log begins anew.
 *
 * <p>See <a href="https://www.sqlite.org/wal.html#ckpt">sqlite.org/wal.html</a>: a passive
 * checkpoint blocks nobody, and only one that finds no newer frames lets the log begin anew.
 */
final class Checkpoints implements AutoCloseable {
  /**
   * Rows between two, about 32 MiB of log: often enough to be short, and hot pages go home once.
   */
  private static final long ROWS = 8_000;

  private final Connection connection;
  private final Semaphore due = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "worth-journal-checkpoint");
  private long written;
  private volatile boolean isLong;
  private volatile boolean closing;

  Checkpoints(Path file) throws SQLException {
    connection = Sql.writer(file);
    thread.start();
  }

  /** Told by the writer after each commit. */
  void wrote(long rows) {
    written += rows;
    if (written < ROWS) return;
    written = 0;
    due.release();
  }

  /** Whether the writer should copy the rest now; says so once. */
  boolean isLong() {
    if (!isLong) return false;
    isLong = false;
    return true;
  }

  private void run() {
    try {
      for (due.acquire(); !closing; due.acquire()) copy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy() {
    due.drainPermits();
    try {
      isLong = Sql.checkpoint(connection) >= Sql.LONG_LOG_PAGES;
    } catch (SQLException e) {
      // A full or broken disk: the writer meets it too, and tells.
    }
  }

  @Override
  public void close() {
    closing = true;
    due.release();
    try {
      thread.join();
      connection.close();
    } catch (SQLException e) {
      throw new JournalException("the journal's second connection could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
