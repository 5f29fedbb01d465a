// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A version on its way to the champion's seat, by itself.
 *
 * @param stage in the shadow, or answering some
 * @param since when it came there, in the shop's time
 */
public record Walk(String version, ModelStage stage, Instant since) {
  /** When it is judged, in the shop's time. */
  public Instant until(RolloutPlan plan) {
    return since.plus(plan.at(stage));
  }

  public boolean isOver(RolloutPlan plan, Instant now) {
    return !now.isBefore(until(plan));
  }

  @JsonIgnore
  boolean isCanary() {
    return stage == ModelStage.CANARY;
  }
}
