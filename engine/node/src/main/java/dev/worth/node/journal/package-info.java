// SPDX-License-Identifier: Apache-2.0
/**
 * The embedded journal: events, snapshots and tags of one node in one SQLite file, as Pekko
 * plugins.
 *
 * <p>Start at {@link dev.worth.node.journal.SqliteStore}, the one owner of the file; {@link
 * dev.worth.node.journal.SqliteJournal}, {@link dev.worth.node.journal.SqliteSnapshotStore} and
 * {@link dev.worth.node.journal.SqliteReadJournal} are Pekko's three doors to it, {@link
 * dev.worth.node.journal.JournalReader} the door of programs without actors. An acknowledged write
 * has been synced to the disk: one writer thread, {@link dev.worth.node.journal.GroupCommit}, puts
 * all waiting writes into one transaction and answers after its commit.
 */
@NullMarked
package dev.worth.node.journal;

import org.jspecify.annotations.NullMarked;
