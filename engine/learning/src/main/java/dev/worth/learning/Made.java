// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.ClosedForm;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What families that are tried on the same history share: the closed form they stand on, the
 * examples as seen from it, the last weeks held against it. Made when first asked for, so a further
 * candidate costs only what is its own. For one thread.
 */
final class Made {
  private final Map<Ground, ClosedForm> shops = new HashMap<>();
  private final Map<Ground, Blocks> blocks = new HashMap<>();
  private final Map<ClosedForm, Weeks> weeks = new IdentityHashMap<>();

  ClosedForm shop(Task task, Ground ground) {
    return shops.computeIfAbsent(ground, g -> g.whole(task.history()));
  }

  /** Every landmark as it would have been seen then. */
  Blocks blocks(Task task, Ground ground) {
    var shop = shop(task, ground);
    return blocks.computeIfAbsent(
        ground,
        g ->
            Blocks.of(
                task,
                landmark -> g.earlier(task.history().until(landmark.at()), shop),
                customer -> 1,
                task.progress()));
  }

  Weeks weeks(Task task, ClosedForm shop) {
    return weeks.computeIfAbsent(shop, s -> Weeks.of(task, s));
  }
}
