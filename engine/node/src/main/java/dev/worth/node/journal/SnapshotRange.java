// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/** Which snapshots are meant: sequence numbers and times (milliseconds), both ends included. */
record SnapshotRange(long minSequence, long maxSequence, long minTime, long maxTime) {
  static SnapshotRange exactly(long sequence) {
    return new SnapshotRange(sequence, sequence, 0, Long.MAX_VALUE);
  }
}
