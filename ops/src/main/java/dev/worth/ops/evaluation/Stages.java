// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.scoring.LifeCycle;
import dev.worth.ops.terminal.Progress;
import dev.worth.protocol.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The stage every customer of a history had at its cut, as the engine would have told it. */
final class Stages {
  private static final String CURRENCY = "EUR";

  private Stages() {}

  /** By customer id. */
  static Map<String, String> at(Path events, Instant cut, double horizonDays) {
    try (var progress = Progress.of("staging", -1)) {
      var shop = new Shop(Orders.read(events, cut, CURRENCY, progress), cut, CURRENCY);
      var stages = new ConcurrentHashMap<String, String>();
      IntStream.range(0, shop.size())
          .parallel()
          .forEach(
              i -> stages.put(shop.id(i), name(LifeCycle.stage(shop.features(i, horizonDays)))));
      return stages;
    }
  }

  private static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
