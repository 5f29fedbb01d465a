// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.worth.protocol.CustomerId;

/** An entity's answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @Type(value = Recorded.class, name = "recorded"),
  @Type(value = Answer.Scored.class, name = "scored"),
  @Type(value = Answer.Behind.class, name = "behind"),
  @Type(value = Seen.class, name = "seen"),
  @Type(value = Released.Done.class, name = "released"),
  @Type(value = Released.Refused.class, name = "refused"),
  @Type(value = Noted.class, name = "noted"),
  @Type(value = Outcome.Failed.class, name = "failed")
})
public sealed interface Outcome permits Recorded, Answer, Seen, Released, Noted, Outcome.Failed {
  /**
   * Nothing was stored, or nobody can say: the same request may be sent again.
   *
   * @param damage whether what is stored of the customer cannot be read, now or later
   */
  record Failed(String why, boolean damage) implements Outcome {
    static Failed now(String why) {
      return new Failed(why, false);
    }

    static Failed damaged(CustomerId customer) {
      String why =
          "what the journal holds of customer '%s' is damaged, so nothing is recorded or answered for this customer: run `worth verify` to see which records, and restore a backup"
              .formatted(customer.value());
      return new Failed(why, true);
    }
  }
}
