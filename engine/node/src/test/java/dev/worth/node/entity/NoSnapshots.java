// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import java.util.Optional;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/** Says yes at once and keeps nothing. */
public final class NoSnapshots extends SnapshotStore {
  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String id, SnapshotSelectionCriteria criteria) {
    return Futures.successful(Optional.empty());
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    return Futures.successful(null);
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    return Futures.successful(null);
  }

  @Override
  public Future<Void> doDeleteAsync(String id, SnapshotSelectionCriteria criteria) {
    return Futures.successful(null);
  }
}
