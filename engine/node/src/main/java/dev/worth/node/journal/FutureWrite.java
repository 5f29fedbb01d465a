// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A write that answers through a future. */
record FutureWrite(Change change, CompletableFuture<Void> future) implements Write {
  /** What to do inside the transaction. */
  interface Change {
    void applyTo(WriteSession session) throws SQLException;
  }

  FutureWrite(Change change) {
    this(change, new CompletableFuture<>());
  }

  @Override
  public void applyTo(WriteSession session) throws SQLException {
    change.applyTo(session);
  }

  @Override
  public void committed() {
    future.complete(null);
  }

  @Override
  public void failed(RuntimeException reason) {
    future.completeExceptionally(reason);
  }
}
