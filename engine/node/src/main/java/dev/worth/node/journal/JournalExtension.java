// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The journal file of an actor system: opened by whoever asks first, closed when the system ends.
 */
public final class JournalExtension implements Extension {
  private static final Id ID = new Id();

  private final SqliteStore store;

  private JournalExtension(ExtendedActorSystem system) {
    var config = system.settings().config().getConfig("worth.journal");
    var answers = system.dispatchers().lookup(config.getString("plugin-dispatcher"));
    store = SqliteStore.open(JournalSettings.of(config), answers);
    system.registerOnTermination(store::close);
  }

  /**
   * The store behind {@code worth.journal}, {@code worth.snapshots} and {@code worth.read-journal}.
   *
   * @throws JournalException when the file cannot be used
   */
  public static SqliteStore store(ClassicActorSystemProvider system) {
    return ID.get(system.classicSystem()).store;
  }

  private static final class Id extends AbstractExtensionId<JournalExtension> {
    @Override
    public JournalExtension createExtension(ExtendedActorSystem system) {
      return new JournalExtension(system);
    }
  }
}
