// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static java.util.Locale.ROOT;

import dev.worth.core.promotion.Trial.Outcome;
import dev.worth.core.scoring.Prediction;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the outcomes that judge a challenger can be believed themselves. Labels that lie teach
 * the challenger and its judges the same lie, so no other gate can see it.
 *
 * <p>A change of how customers behave can be learned: whoever is trained on it tells buyers from
 * others again. Flipped labels cannot: then the champion loses what it could tell before, and the
 * challenger does not find it again. (Of labels with a share e flipped either way, the area under
 * the ROC curve falls towards a half; from 0.85 at a base rate of 0.2 and e = 0.1 to 0.73.) Where a
 * shop becomes easier to foretell meanwhile, that fall is hidden, so {@link Contradictions} are
 * asked too. What is told by one source alone is doubted by those who count what sources tell.
 */
final class LabelGate {
  /** A smaller fall of the area under the ROC curve is no reason to doubt. */
  private static final double LEAST_FALL = 0.05;

  /** Standard errors that chance hardly reaches. */
  private static final double CHANCE = 3;

  private final Trial trial;
  private final GateLimits limits;

  LabelGate(Trial trial, GateLimits limits) {
    this.trial = trial;
    this.limits = limits;
  }

  GateResult judge() {
    if (!trial.doubts().isEmpty())
      return result(false, trial.doubts().size(), 0, String.join("; ", trial.doubts()));
    return isEnough(trial.earlier()) && isEnough(trial.outcomes())
        ? compared()
        : result(true, 0, 0, "no source is in doubt; too few outcomes to compare two times");
  }

  /** The baseline promises nobody anything. */
  private GateResult compared() {
    var contradictions = Contradictions.of(trial);
    return trial.comparable() && contradictions.isDoubtful()
        ? result(false, contradictions.rise(), contradictions.most(), contradictions.says())
        : discriminating();
  }

  private GateResult discriminating() {
    var before = auc(trial.earlier(), Outcome::champion);
    var now = auc(trial.outcomes(), Outcome::champion);
    double found = auc(trial.outcomes(), Outcome::challenger).first();
    double fall = before.first() - now.first();
    double chance = CHANCE * Math.hypot(before.standardError(), now.standardError());
    double most = Math.max(LEAST_FALL, chance);
    boolean isFoundAgain = found >= before.first() - fall / 2;
    return result(
        fall <= most || isFoundAgain,
        fall,
        most,
        String.format(
            ROOT,
            "area under the ROC curve of the champion %.4f, at earlier cut-offs %.4f, of the"
                + " challenger %.4f%s",
            now.first(),
            before.first(),
            found,
            fall > most && !isFoundAgain
                ? ": the newest labels tell nobody apart, they may be false"
                : ""));
  }

  /** Against a model that knows nothing. */
  private static PairedAuc auc(List<Outcome> outcomes, Function<Outcome, Prediction> who) {
    boolean[] bought = new boolean[outcomes.size()];
    for (int i = 0; i < bought.length; i++) bought[i] = outcomes.get(i).label().purchased();
    double[] p = outcomes.stream().mapToDouble(o -> who.apply(o).purchaseProbability()).toArray();
    return PairedAuc.of(bought, p, new double[p.length]);
  }

  private boolean isEnough(List<Outcome> outcomes) {
    long bought = outcomes.stream().filter(o -> o.label().purchased()).count();
    long rarer = Math.min(bought, outcomes.size() - bought);
    return outcomes.size() >= limits.fewestOutcomes() && rarer >= limits.fewestOutcomes() / 20;
  }

  private static GateResult result(boolean passed, double figure, double limit, String says) {
    return GateResult.of(Gate.LABELS, passed, figure, limit, says);
  }
}
