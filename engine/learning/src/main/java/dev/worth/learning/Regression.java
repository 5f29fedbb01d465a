// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import dev.worth.core.learning.Cutoff;
import dev.worth.learning.linear.Design;
import dev.worth.learning.linear.LinearRegression;
import dev.worth.learning.linear.LogisticRegression;
import dev.worth.learning.linear.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One regression over several landmarks. Each landmark has a level of its own while the slopes are
 * learned, so that a good or bad season teaches no slope.
 *
 * @param sample rows
 * @param y {@code [n]} outcomes
 * @param offset {@code [n]} what is known beforehand
 * @param loss that is minimised
 */
record Regression(Sample sample, double[] y, double[] offset, Loss loss) {
  /** Fewer rows than this on either side judge nothing. */
  private static final int LEAST_ROWS = 40;

  enum Loss {
    LOGISTIC {
      @Override
      double[] fit(Design design, Penalty penalty, double[] start) {
        return LogisticRegression.fit(design, penalty, start).weights();
      }

      @Override
      double of(double y, double predictor) {
        return LogisticRegression.logLoss(new double[] {y}, new double[] {predictor});
      }
    },
    SQUARED {
      @Override
      double[] fit(Design design, Penalty penalty, double[] start) {
        return LinearRegression.fit(design, penalty);
      }

      @Override
      double of(double y, double predictor) {
        return (y - predictor) * (y - predictor) / 2;
      }
    };

    abstract double[] fit(Design design, Penalty penalty, double[] start);

    abstract double of(double y, double predictor);

    /** The level that suits predictors best. */
    double level(double[] y, double[] predictor) {
      double[][] one = new double[y.length][];
      Arrays.fill(one, new double[] {1});
      return fit(new Design(one, y, predictor, 1), Penalty.NONE, new double[1])[0];
    }
  }

  /** The slopes, one per column, and the penalty they were fitted with. */
  record Slopes(double[] weights, Penalty penalty) {}

  /**
   * Fits the slopes with the penalty that foretells best.
   *
   * @param penalties to choose from, the strongest first
   * @param cautious whether the strongest wins whose loss is not clearly worse than the best, and
   *     slopes are shrunk by what of their gain chance could explain
   */
  Slopes fit(List<Penalty> penalties, List<Cutoff> landmarks, boolean cautious) {
    var chosen = choose(penalties, Fold.of(sample, landmarks), cautious);
    double[] weights = loss.fit(sample.design(y, offset), chosen.penalty(), start());
    double kept = cautious ? chosen.trust() : 1;
    double[] slopes = Arrays.stream(weights).limit(sample.width()).map(w -> kept * w).toArray();
    return new Slopes(slopes, chosen.penalty());
  }

  /** The linear predictor without levels, of every row. */
  double[] predictor(double[] slopes) {
    return sample.each(i -> offset[i] + dot(sample.x()[i], slopes));
  }

  /**
   * A penalty.
   *
   * @param trust the share of its squared gain over the strongest that chance does not explain
   */
  private record Chosen(Penalty penalty, double trust) {}

  private Chosen choose(List<Penalty> penalties, List<Fold> folds, boolean cautious) {
    var losses = new ArrayList<double[]>();
    for (int p = 0; p < penalties.size(); p++) losses.add(new double[0]);
    for (Fold fold : folds) {
      if (count(fold.learns()) < LEAST_ROWS || count(fold.judges()) < LEAST_ROWS)
        return new Chosen(penalties.getFirst(), 1);
      var judged = judged(penalties, fold);
      for (int p = 0; p < penalties.size(); p++)
        losses.set(p, joined(losses.get(p), judged.get(p)));
    }
    int best = best(losses, cautious);
    return new Chosen(
        penalties.get(best), trust(PairedGain.difference(losses.getFirst(), losses.get(best))));
  }

  /** Where nothing was gained, the strongest penalty was chosen, which needs no more shrinking. */
  private static double trust(double[] gain) {
    double mean = PairedGain.mean(gain);
    return mean <= 0 ? 1 : Math.max(0, 1 - Math.pow(PairedGain.standardError(gain) / mean, 2));
  }

  /** The loss of every judging row for every penalty, each fit starting where the last ended. */
  private List<double[]> judged(List<Penalty> penalties, Fold fold) {
    var learning = part(fold.learns());
    var judging = part(fold.judges());
    double[] weights = start();
    var losses = new ArrayList<double[]>();
    for (Penalty penalty : penalties) {
      weights = loss.fit(learning.sample.design(learning.y, learning.offset), penalty, weights);
      double[] predictor = judging.predictor(Arrays.copyOf(weights, sample.width()));
      double level = loss.level(judging.y, predictor);
      losses.add(judging.sample.each(i -> loss.of(judging.y[i], predictor[i] + level)));
    }
    return losses;
  }

  private static int best(List<double[]> losses, boolean cautious) {
    int best = 0;
    for (int p = 1; p < losses.size(); p++)
      if (PairedGain.mean(losses.get(p)) < PairedGain.mean(losses.get(best))) best = p;
    if (!cautious) return best;
    for (int p = 0; p < best; p++) {
      double[] worse = PairedGain.difference(losses.get(p), losses.get(best));
      if (PairedGain.mean(worse) <= PairedGain.standardError(worse)) return p;
    }
    return best;
  }

  private Regression part(boolean[] wanted) {
    var rows = sample.where(i -> wanted[i]);
    return new Regression(rows, kept(y, wanted), kept(offset, wanted), loss);
  }

  private double[] start() {
    return new double[sample.width() + sample.landmarks()];
  }

  private static double dot(double[] row, double[] weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) sum += weights[j] * row[j];
    return sum;
  }

  private static double[] kept(double[] values, boolean[] wanted) {
    double[] kept = new double[count(wanted)];
    int k = 0;
    for (int i = 0; i < values.length; i++) if (wanted[i]) kept[k++] = values[i];
    return kept;
  }

  private static int count(boolean[] wanted) {
    int count = 0;
    for (boolean one : wanted) if (one) count++;
    return count;
  }

  private static double[] joined(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
