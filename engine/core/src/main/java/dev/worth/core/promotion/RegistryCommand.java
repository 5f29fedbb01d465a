// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.worth.core.promotion.GateReport.Allowance;
import java.time.Instant;
import java.util.Map;

/** What may be asked of the registry. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = RegistryCommand.Register.class, name = "register"),
  @Type(value = RegistryCommand.Adopt.class, name = "adopt"),
  @Type(value = RegistryCommand.Shadow.class, name = "shadow"),
  @Type(value = RegistryCommand.StartCanary.class, name = "canary"),
  @Type(value = RegistryCommand.Promote.class, name = "promote"),
  @Type(value = RegistryCommand.RollBack.class, name = "roll-back"),
  @Type(value = RegistryCommand.Retire.class, name = "retire"),
  @Type(value = RegistryCommand.SetOut.class, name = "set-out"),
  @Type(value = RegistryCommand.GoOn.class, name = "go-on")
})
public sealed interface RegistryCommand {
  Step step();

  /** A bundle lies in the store, durable and checked. */
  record Register(Step step, String version, String sha256) implements RegistryCommand {}

  /**
   * Takes over a store that was used before there was a registry; does nothing once there was any
   * event.
   *
   * @param bundles versions with the SHA-256 of their bundles
   * @param champion the one in use, or the baseline's version
   */
  record Adopt(Step step, Map<String, String> bundles, String champion)
      implements RegistryCommand {}

  /** Scores beside the champion, in the place of whoever did. */
  record Shadow(Step step, String version) implements RegistryCommand {}

  /** Answers some customers, in the place of whoever did. */
  record StartCanary(Step step, String version, Slice slice, GateReport gates, Allowance allowance)
      implements RegistryCommand {}

  /** Answers everybody; the baseline's version may be promoted too, and needs no gates. */
  record Promote(Step step, String version, GateReport gates, Allowance allowance, ScoreMap map)
      implements RegistryCommand {}

  /**
   * Back to who answered before.
   *
   * @param version the champion or the canary; empty for the canary if there is one, else the
   *     champion
   */
  record RollBack(Step step, String version) implements RegistryCommand {}

  /** Will not be used again. */
  record Retire(Step step, String version) implements RegistryCommand {}

  /**
   * A trained version goes its way by itself, if the gates let it; one that has set out before, or
   * has arrived, stays where it is.
   *
   * @param now the shop's time
   */
  record SetOut(
      Step step, String version, Instant now, RolloutPlan plan, GateReport gates, ScoreMap map)
      implements RegistryCommand {}

  /**
   * The version under way goes on, or out; nothing happens where it is no longer where it was.
   *
   * @param walk where it was when it was judged
   * @param now the shop's time
   * @param gates every gate, or before its time is over only the live ones
   */
  record GoOn(Step step, Walk walk, Instant now, RolloutPlan plan, GateReport gates, ScoreMap map)
      implements RegistryCommand {}
}
