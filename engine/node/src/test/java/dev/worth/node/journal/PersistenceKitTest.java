// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.apache.pekko.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Pekko's own test kit for persistence plugins, with every optional capability switched on. */
class PersistenceKitTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> the_journal_passes_the_kit() {
    return exactly(17, new JournalKit(folder));
  }

  @TestFactory
  Stream<DynamicTest> the_snapshot_store_passes_the_kit() {
    return exactly(13, new SnapshotKit(folder));
  }

  /** A kit that silently ran fewer tests would look the same as one that passed. */
  private static Stream<DynamicTest> exactly(int count, org.scalatest.Suite kit) {
    List<DynamicTest> tests = ScalaTestSuite.run(kit).toList();
    var complete =
        DynamicTest.dynamicTest("all of the kit was run", () -> assertThat(tests).hasSize(count));
    return Stream.concat(tests.stream(), Stream.of(complete));
  }

  private static final class JournalKit extends JavaJournalSpec {
    JournalKit(Path folder) {
      super(TestConfig.at(folder));
    }

    @Override
    public CapabilityFlag supportsMetadata() {
      return CapabilityFlag.on();
    }
  }

  private static final class SnapshotKit extends JavaSnapshotStoreSpec {
    SnapshotKit(Path folder) {
      super(TestConfig.at(folder));
    }

    @Override
    public CapabilityFlag supportsMetadata() {
      return CapabilityFlag.on();
    }
  }
}
