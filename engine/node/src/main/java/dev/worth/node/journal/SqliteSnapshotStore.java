// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.util.Optional;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/** Pekko's snapshot store on the store of this actor system, plugin id {@code worth.snapshots}. */
public final class SqliteSnapshotStore extends SnapshotStore {
  private final SqliteStore store = JournalExtension.store(context().system());
  private final EventSerialization serialization = new EventSerialization(context().system());

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    SnapshotRange range = range(criteria);
    return Futures.asScala(
        store.read(reader -> reader.latestSnapshot(persistenceId, range).map(this::selected)));
  }

  private SelectedSnapshot selected(StoredSnapshot stored) {
    var plain = new SnapshotMetadata(stored.persistenceId(), stored.sequence(), stored.writtenAt());
    var metadata =
        stored.metadata().map(m -> plain.withMetadata(serialization.toObject(m))).orElse(plain);
    return SelectedSnapshot.apply(metadata, serialization.toObject(stored.payload()));
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    StoredSnapshot stored = serialization.transported(() -> stored(metadata, snapshot));
    return submit(session -> session.save(stored));
  }

  private StoredSnapshot stored(SnapshotMetadata metadata, Object snapshot) {
    return new StoredSnapshot(
        metadata.persistenceId(),
        metadata.sequenceNr(),
        metadata.timestamp(),
        serialization.toPayload(snapshot, ""),
        EventSerialization.toJava(metadata.metadata()).map(m -> serialization.toPayload(m, "")));
  }

  /** A timestamp of 0 means: whichever snapshot has this sequence number, and there is only one. */
  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    var range = SnapshotRange.exactly(metadata.sequenceNr());
    return submit(session -> session.deleteSnapshots(metadata.persistenceId(), range));
  }

  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    return submit(session -> session.deleteSnapshots(persistenceId, range(criteria)));
  }

  private Future<Void> submit(FutureWrite.Change change) {
    var write = new FutureWrite(change);
    store.submit(write);
    return Futures.asScala(write.future());
  }

  private static SnapshotRange range(SnapshotSelectionCriteria criteria) {
    return new SnapshotRange(
        criteria.minSequenceNr(),
        criteria.maxSequenceNr(),
        criteria.minTimestamp(),
        criteria.maxTimestamp());
  }
}
