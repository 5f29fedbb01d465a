// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import java.util.Map;

/** The sleeping renewal mixture as it is: the graph passes its word on. */
record MixtureAlone() implements Family {
  @Override
  public Trained fit(Task task) {
    var shop = task.made().shop(task, new Ground.Renewal());
    task.progress().accept(0.8);
    var model = BackboneAlone.passedOn(BackboneAlone.centre(task, shop));
    task.progress().accept(1);
    return new Trained(shop, model, Map.of());
  }
}
