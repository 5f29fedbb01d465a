// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.renewal;

import dev.worth.core.scoring.renewal.Rhythm;
import java.util.ArrayList;
import java.util.List;

/** The rhythms among which a shop's customers are divided: from one purchase in years to daily. */
final class RhythmGrid {
  private static final int RATES = 20;
  private static final double SLOWEST = 2e-4;
  private static final double FASTEST = 0.45;
  private static final double[] PAUSE = {1e-4, 1e-3, 3e-3, 8e-3, 0.02, 0.06};
  private static final double[] WAKE = {1e-7, 4e-4, 1.5e-3, 5e-3, 1.5e-2};

  static List<Rhythm> of(int... phases) {
    var all = new ArrayList<Rhythm>();
    for (int k : phases)
      for (int i = 0; i < RATES; i++)
        for (double pause : PAUSE)
          for (double wake : WAKE) all.add(new Rhythm(rate(i), pause, wake, k));
    return all;
  }

  private static double rate(int i) {
    return SLOWEST * Math.pow(FASTEST / SLOWEST, i / (RATES - 1.0));
  }

  private RhythmGrid() {}
}
