// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import com.typesafe.config.Config;
import java.nio.file.Path;

/**
 * The settings of {@code worth.journal}, see journal.conf.
 *
 * @param readers threads that read, each with a connection of its own
 * @param backlogLimit waiting writes from which the edge should turn work away
 * @param capacity waiting writes beyond which a write fails
 */
record JournalSettings(Path file, int readers, int backlogLimit, int capacity) {
  JournalSettings {
    if (readers < 1)
      throw new IllegalArgumentException(
          "worth.journal.readers is " + readers + ", must be 1 or more");
    if (backlogLimit < 1 || capacity < backlogLimit) {
      throw new IllegalArgumentException(
          "worth.journal.capacity (%d) must be at least worth.journal.backlog-limit (%d), and that 1 or more"
              .formatted(capacity, backlogLimit));
    }
  }

  static JournalSettings of(Config config) {
    return new JournalSettings(
        Path.of(config.getString("file")),
        config.getInt("readers"),
        config.getInt("backlog-limit"),
        config.getInt("capacity"));
  }
}
