// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.scoring.ClosedForm;
import dev.worth.learning.renewal.MixtureFit;
import java.util.Map;

/** The sleeping renewal mixture as it is: the graph passes its word on. */
record MixtureAlone() implements Family {
  @Override
  public Trained fit(Task task) {
    var history = task.history();
    var mixture = MixtureFit.fit(history.purchases(), history.cut());
    task.progress().accept(0.8);
    var shop = new ClosedForm(mixture, ProspectsFit.fit(history, mixture.clock()));
    var model = BackboneAlone.passedOn(BackboneAlone.centre(task, shop));
    task.progress().accept(1);
    return new Trained(shop, model, Map.of());
  }
}
