// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.customer.CustomerState;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.time.Instant;
import java.util.List;

/**
 * What must stand in a customer's journal before a score is told. Asked at every score, so it never
 * waits.
 */
public interface Exposing {
  /** Nothing ever. */
  Exposing NOTHING =
      new Exposing() {
        @Override
        public boolean isIdle() {
          return true;
        }

        @Override
        public List<CustomerEvent> due(CustomerId customer, CustomerState state, Instant now) {
          return List.of();
        }
      };

  /** Whether nothing is due of anybody. */
  boolean isIdle();

  /** What is due of one customer; nothing once it stands in the state. */
  List<CustomerEvent> due(CustomerId customer, CustomerState state, Instant now);
}
