// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import java.time.Duration;

/**
 * How long a version is watched before it answers more customers, in the shop's time. A step of no
 * time is left out.
 *
 * @param shadow scored beside the champion, never answered with
 * @param canary answers some
 * @param slice whom it answers meanwhile
 */
public record RolloutPlan(Duration shadow, Duration canary, Slice slice) {
  /** Whoever passes the gates answers everybody. */
  public static final RolloutPlan AT_ONCE =
      new RolloutPlan(Duration.ZERO, Duration.ZERO, new Slice.Percent(100));

  public RolloutPlan {
    if (shadow.isNegative() || canary.isNegative())
      throw new IllegalArgumentException(
          "a rollout of %s in the shadow and %s as canary: give no time below 0"
              .formatted(shadow, canary));
  }

  /** The stage after this one. */
  ModelStage after(ModelStage stage) {
    if (stage == ModelStage.REGISTERED && shadow.isPositive()) return ModelStage.SHADOW;
    return stage != ModelStage.CANARY && canary.isPositive()
        ? ModelStage.CANARY
        : ModelStage.CHAMPION;
  }

  Duration at(ModelStage stage) {
    return stage == ModelStage.CANARY ? canary : shadow;
  }
}
