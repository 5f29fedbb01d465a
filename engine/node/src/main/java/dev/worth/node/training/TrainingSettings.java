// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import com.typesafe.config.Config;
import dev.worth.core.learning.TrainingPolicy;

/**
 * How models are trained; the keys are under {@code worth.training}.
 *
 * @param enabled whether trainings start by themselves; a command always works
 * @param family of the models
 * @param horizonDays that labels of training look ahead
 * @param apart whether each training has a process of its own
 * @param customers whose histories are learned from, at most
 * @param tries back-tests that a training may spend on finding a family that suits better
 * @param warm whether a training starts from the model in use
 */
public record TrainingSettings(
    boolean enabled,
    TrainingPolicy policy,
    String family,
    double horizonDays,
    boolean apart,
    int customers,
    long seed,
    int tries,
    boolean warm) {
  /** Reads {@code worth.training}. */
  public static TrainingSettings of(Config config) {
    return new TrainingSettings(
        config.getBoolean("enabled"),
        new TrainingPolicy(
            config.getLong("labels"), config.getDuration("every"), config.getDuration("least")),
        config.getString("family"),
        config.getDouble("horizon-days"),
        config.getBoolean("own-process"),
        config.getInt("customers"),
        config.getLong("seed"),
        config.getInt("tries"),
        config.getBoolean("warm"));
  }
}
