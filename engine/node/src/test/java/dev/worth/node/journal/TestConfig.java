// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;

/** journal.conf with the plugins switched on and the file in a folder of the test. */
final class TestConfig {
  private TestConfig() {}

  static Config at(Path folder) {
    return ConfigFactory.parseString(
            """
            worth.journal.file = "%s"
            pekko.persistence.journal.plugin = "worth.journal"
            pekko.persistence.snapshot-store.plugin = "worth.snapshots"
            pekko.actor.allow-java-serialization = off
            pekko.loglevel = WARNING
            """
                .formatted(file(folder)))
        .withFallback(ConfigFactory.parseResources("journal.conf"))
        .withFallback(ConfigFactory.load());
  }

  static Path file(Path folder) {
    return folder.resolve("worth.db");
  }
}
