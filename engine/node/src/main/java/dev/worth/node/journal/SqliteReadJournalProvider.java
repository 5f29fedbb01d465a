// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.query.ReadJournalProvider;

/** What Pekko's {@code PersistenceQuery} makes from the plugin id {@code worth.read-journal}. */
public final class SqliteReadJournalProvider implements ReadJournalProvider {
  private final SqliteReadJournal journal;

  public SqliteReadJournalProvider(ExtendedActorSystem system, Config config) {
    journal = new SqliteReadJournal(system, config);
  }

  @Override
  public SqliteScalaReadJournal scaladslReadJournal() {
    return new SqliteScalaReadJournal(journal);
  }

  @Override
  public SqliteReadJournal javadslReadJournal() {
    return journal;
  }
}
