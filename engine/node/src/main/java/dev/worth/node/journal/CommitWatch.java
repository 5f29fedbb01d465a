// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/** Hears of each commit, on the writing thread: it must not wait and not fail. */
@FunctionalInterface
public interface CommitWatch {
  /**
   * A transaction is on the disk.
   *
   * @param writes how many shared it
   * @param nanos it took, the sync to the disk included
   */
  void committed(int writes, long nanos);
}
