// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to model versions. Journaled for ever: never reuse a type name, rename a component
 * only together with a migration, add only what may be missing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = RegistryEvent.ModelRegistered.class, name = "model-registered"),
  @Type(value = RegistryEvent.ShadowStarted.class, name = "shadow-started"),
  @Type(value = RegistryEvent.CanaryStarted.class, name = "canary-started"),
  @Type(value = RegistryEvent.ModelPromoted.class, name = "model-promoted"),
  @Type(value = RegistryEvent.ModelRejected.class, name = "model-rejected"),
  @Type(value = RegistryEvent.ModelRolledBack.class, name = "model-rolled-back"),
  @Type(value = RegistryEvent.ModelRetired.class, name = "model-retired")
})
public sealed interface RegistryEvent {
  Step step();

  String version();

  /**
   * Its bundle lies in the store, durable and checked.
   *
   * @param sha256 of the bundle, hex
   */
  record ModelRegistered(Step step, String version, String sha256) implements RegistryEvent {}

  /**
   * @param shop the shop's time, where it is a step of a version's own way
   * @param gates what let it go there, where it is
   */
  record ShadowStarted(
      Step step, String version, Optional<Instant> shop, Optional<GateReport> gates)
      implements RegistryEvent {
    public ShadowStarted(Step step, String version) {
      this(step, version, Optional.empty(), Optional.empty());
    }

    ShadowStarted(Step step, String version, Instant shop, GateReport gates) {
      this(step, version, Optional.of(shop), Optional.of(gates));
    }
  }

  /**
   * @param waived gates that did not pass, and were passed over for the step's reason
   * @param shop the shop's time, where it is a step of a version's own way
   */
  record CanaryStarted(
      Step step,
      String version,
      Slice slice,
      GateReport gates,
      boolean waived,
      Optional<Instant> shop)
      implements RegistryEvent {
    public CanaryStarted(Step step, String version, Slice slice, GateReport gates, boolean waived) {
      this(step, version, slice, gates, waived, Optional.empty());
    }
  }

  /**
   * @param previous who answered until then
   * @param waived gates that did not pass, and were passed over for the step's reason
   * @param map to the scale that thresholds were chosen on
   */
  record ModelPromoted(
      Step step, String version, String previous, GateReport gates, boolean waived, ScoreMap map)
      implements RegistryEvent {}

  /** A gate stopped it. */
  record ModelRejected(Step step, String version, GateReport gates) implements RegistryEvent {}

  /**
   * @param to who answers again
   * @param gates what stopped it, where nobody commanded it
   */
  record ModelRolledBack(Step step, String version, String to, Optional<GateReport> gates)
      implements RegistryEvent {
    public ModelRolledBack(Step step, String version, String to) {
      this(step, version, to, Optional.empty());
    }
  }

  record ModelRetired(Step step, String version) implements RegistryEvent {}
}
