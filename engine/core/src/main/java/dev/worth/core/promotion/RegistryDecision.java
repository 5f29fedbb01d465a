// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** The answer to a command; it may travel to another node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = RegistryDecision.Accepted.class, name = "accepted"),
  @Type(value = RegistryDecision.Refused.class, name = "refused")
})
public sealed interface RegistryDecision {
  /** To journal, in order, all or none; also a refusal may leave a trace: that a gate stopped. */
  List<RegistryEvent> events();

  record Accepted(List<RegistryEvent> events) implements RegistryDecision {}

  /**
   * @param says what stands in the way, with the remedy
   * @param stopped the gates that did, if any
   */
  record Refused(Refusal reason, String says, List<GateResult> stopped, List<RegistryEvent> events)
      implements RegistryDecision {}

  /** Why a command was refused. */
  enum Refusal {
    /** Nobody registered that version. */
    UNKNOWN,
    /** Another bundle has that version. */
    VERSION_TAKEN,
    /** The version is where this cannot be done. */
    WRONG_STAGE,
    /** A gate was not passed. */
    GATES,
    /** To pass over a gate, a reason is needed. */
    NO_REASON
  }

  static RegistryDecision accept(RegistryEvent... events) {
    return new Accepted(List.of(events));
  }

  static RegistryDecision refuse(Refusal reason, String says) {
    return new Refused(reason, says, List.of(), List.of());
  }
}
