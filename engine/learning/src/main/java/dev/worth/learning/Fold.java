// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import java.util.List;

/**
 * What is learned from and what is judged on.
 *
 * @param learns {@code [n]} whether a row is learned from
 * @param judges {@code [n]} whether a row is judged on
 */
record Fold(boolean[] learns, boolean[] judges) {
  /**
   * Judges on the newest landmark and learns from those whose horizon had ended by then. Where the
   * history is too short for that, one half of the customers judges what the other half taught.
   *
   * @param landmarks of the sample, the newest first
   */
  static List<Fold> of(Sample sample, List<Cutoff> landmarks) {
    var earlier = Landmarks.before(landmarks, landmarks.getFirst());
    if (earlier.isEmpty()) return List.of(halves(sample, 0), halves(sample, 1));
    var fold = new Fold(new boolean[sample.size()], new boolean[sample.size()]);
    for (int i = 0; i < sample.size(); i++) {
      fold.learns[i] = earlier.contains(sample.landmark()[i]);
      fold.judges[i] = sample.landmark()[i] == 0;
    }
    return List.of(fold);
  }

  private static Fold halves(Sample sample, int judge) {
    var fold = new Fold(new boolean[sample.size()], new boolean[sample.size()]);
    for (int i = 0; i < sample.size(); i++) {
      fold.judges[i] = sample.half()[i] == judge;
      fold.learns[i] = !fold.judges[i];
    }
    return fold;
  }
}
