// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An entity's answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @Type(value = Recorded.class, name = "recorded"),
  @Type(value = Answer.Scored.class, name = "scored"),
  @Type(value = Answer.Behind.class, name = "behind"),
  @Type(value = Seen.class, name = "seen"),
  @Type(value = Released.Done.class, name = "released"),
  @Type(value = Released.Refused.class, name = "refused"),
  @Type(value = Outcome.Failed.class, name = "failed")
})
public sealed interface Outcome permits Recorded, Answer, Seen, Released, Outcome.Failed {
  /** Nothing was stored, or nobody can say: the same request may be sent again. */
  record Failed(String why) implements Outcome {}
}
