// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/**
 * What happened to trainings. Journaled for ever: names never change, components are only added.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrainingEvent.Started.class, name = "training-started"),
  @JsonSubTypes.Type(value = TrainingEvent.Finished.class, name = "training-finished"),
  @JsonSubTypes.Type(value = TrainingEvent.Failed.class, name = "training-failed"),
  @JsonSubTypes.Type(value = TrainingEvent.Alarmed.class, name = "alarms-raised")
})
sealed interface TrainingEvent {
  record Started(Run run) implements TrainingEvent {}

  /** The bundle was handed over; what became of it. */
  record Finished(int number, String version, String says, Instant at) implements TrainingEvent {}

  record Failed(int number, String why, Instant at) implements TrainingEvent {}

  /** At a moment of the shop's time. */
  record Alarmed(Instant at, List<Line> lines) implements TrainingEvent {}

  /** One alarm. */
  record Line(String what, double figure, double limit, String says) {}
}
