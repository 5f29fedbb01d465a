// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.learning.trees.LightGbm;
import java.util.HashMap;

/**
 * The sleeping renewal mixture with the correction that the history can judge: boosted trees where
 * a later time can say whether what earlier ones taught still holds, the linear correction where
 * only other customers of the same time could, or where trees gained nothing clear, or where this
 * machine cannot grow any.
 *
 * <p>Trees learn what is peculiar to a season readily, and customers of that same season confirm
 * it; the next season does not. A linear correction has less to be wrong with.
 */
record JudgedStack(Family trees, Family linear) implements Family {
  /** Landmarks half a horizon apart whose newest begins when the horizon of the oldest ended. */
  static boolean isJudgedByTime(Task task) {
    var landmarks = task.landmarks();
    return !landmarks.isEmpty() && !Landmarks.before(landmarks, landmarks.getFirst()).isEmpty();
  }

  static JudgedStack onMixture() {
    return new JudgedStack(new BoostedTrees(true), Stack.onMixture());
  }

  @Override
  public Trained fit(Task task) {
    if (!isJudgedByTime(task) || LightGbm.missing().isPresent())
      return told("linear", linear.fit(task));
    var grown = trees.fit(part(task, 0, 0.6));
    if (BoostedTrees.correctsOdds(grown)) return told("trees", grown);
    return told("linear", linear.fit(part(task, 0.6, 1)));
  }

  private static Task part(Task task, double from, double to) {
    return task.telling(Task.part(task.progress(), from, to));
  }

  private static Trained told(String correction, Trained trained) {
    var settings = new HashMap<>(trained.settings());
    settings.put("corrected_by", correction);
    return new Trained(trained.shop(), trained.model(), settings);
  }
}
