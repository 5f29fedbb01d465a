// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.Arm;
import dev.worth.core.experiment.Assignment;
import dev.worth.core.experiment.Experiment;
import dev.worth.protocol.CustomerId;
import java.util.Optional;

/**
 * Where chance has put a customer.
 *
 * @param armName of the arm, or {@link Arm#HOLDOUT}
 * @param arm empty for the holdout
 * @param isExposed whether it stands in the journal that the customer was told
 */
public record Assigned(CustomerId customer, String armName, Optional<Arm> arm, boolean isExposed) {
  static Assigned of(Experiment experiment, CustomerId customer, boolean isExposed) {
    String name = Assignment.of(experiment, customer);
    return new Assigned(customer, name, experiment.arm(name), isExposed);
  }
}
