// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import dev.worth.core.experiment.ExperimentRecord.Status;
import dev.worth.protocol.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The running experiment whose arms name model versions, if there is one: it says which version
 * answers whom. Never more than one, so that no two give a customer different versions.
 */
public record ModelArms(Optional<Experiment> running) {
  public static final ModelArms NONE = new ModelArms(Optional.empty());

  /** That of all experiments of a shop. */
  public static ModelArms of(List<ExperimentRecord> all) {
    return new ModelArms(
        all.stream()
            .filter(record -> record.status() == Status.RUNNING)
            .map(ExperimentRecord::experiment)
            .filter(Experiment::hasModels)
            .findFirst());
  }

  /** Every version that an arm names. */
  public Set<String> versions() {
    return running.map(ModelArms::versions).orElse(Set.of());
  }

  static Set<String> versions(Experiment experiment) {
    return experiment.arms().stream()
        .map(Arm::model)
        .filter(model -> !model.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The version that answers a customer; empty for the champion, which answers those in the
   * permanent holdout and in arms that name none.
   */
  public Optional<String> version(CustomerId customer) {
    return running
        .flatMap(experiment -> experiment.arm(Assignment.of(experiment, customer)))
        .map(Arm::model)
        .filter(model -> !model.isEmpty());
  }
}
