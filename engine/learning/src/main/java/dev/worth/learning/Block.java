// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.core.learning.Examples;
import dev.worth.core.learning.Label;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.History.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The examples of one landmark, as a model sees them.
 *
 * @param cutoff of the landmark
 * @param rows {@code [n][WIDTH]}
 * @param labels {@code [n]}
 * @param half {@code [n]} which half of the customers the row belongs to, 0 or 1
 */
record Block(Cutoff cutoff, float[][] rows, Label[] labels, int[] half) {
  /**
   * Makes a block.
   *
   * @param shop the closed form as it was known at the landmark
   * @param share of the landmark's horizon that a customer's label looks ahead
   */
  static Block of(
      List<Customer> customers,
      String currency,
      Cutoff cutoff,
      ClosedForm shop,
      ToDoubleFunction<Customer> share) {
    var rows = new ArrayList<float[]>();
    var labels = new ArrayList<Label>();
    var halves = new ArrayList<Integer>();
    for (Customer customer : customers) {
      var own = new Cutoff(cutoff.at(), cutoff.horizonDays() * share.applyAsDouble(customer));
      var example = Examples.of(customer.facts(), own, currency);
      if (example.isEmpty()) continue;
      rows.add(example.get().row(shop));
      labels.add(example.get().label());
      halves.add((int) (customer.shuffle(0) & 1));
    }
    return new Block(
        cutoff,
        rows.toArray(new float[0][]),
        labels.toArray(new Label[0]),
        halves.stream().mapToInt(Integer::intValue).toArray());
  }

  int size() {
    return rows.length;
  }

  int buyers() {
    int buyers = 0;
    for (Label label : labels) if (label.purchased()) buyers++;
    return buyers;
  }
}
