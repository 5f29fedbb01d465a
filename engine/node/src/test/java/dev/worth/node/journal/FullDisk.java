// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import org.apache.pekko.actor.typed.ActorSystem;

/** Fills the disk under the journal of a running node, as far as SQLite can tell. */
public final class FullDisk {
  private static final long ENOUGH = 1_000_000;

  public static void fill(ActorSystem<?> system) {
    limit(system, 1);
  }

  public static void free(ActorSystem<?> system) {
    limit(system, ENOUGH);
  }

  private static void limit(ActorSystem<?> system, long pages) {
    Samples.submit(JournalExtension.store(system), session -> session.limitPages(pages)).join();
  }

  private FullDisk() {}
}
