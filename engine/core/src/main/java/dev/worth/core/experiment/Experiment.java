// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A comparison of treatments by chance. Never changes once it is made: what was promised before the
 * start is what the result is held to.
 *
 * @param id also the name of its exposures in the journal
 * @param arms two to ten; the first is the control, against which each of the others is compared
 * @param salt of the assignment: experiments of different salts are independent, of the same salt
 *     they divide the customers in the same places
 * @param holdout share of the customers who are in no arm of any experiment, 0 to 0.5; the same
 *     customers in all experiments of the same share, and a part of those of any larger share
 * @param metric that decides
 * @param alpha the largest probability of a difference being found where there is none, however
 *     often anybody looks; shared by the comparisons
 * @param planned customers, arms together, at which the intervals are to be tightest; they are
 *     valid at any number
 */
public record Experiment(
    String id,
    List<Arm> arms,
    String salt,
    double holdout,
    Metric metric,
    double alpha,
    long planned) {
  private static final int LEAST_ARMS = 2;
  private static final int MOST_ARMS = 10;
  private static final double LARGEST_HOLDOUT = 0.5;
  private static final int LONGEST_SALT = 200;
  private static final long LEAST_PLANNED = 100;
  private static final long MOST_PLANNED = 1_000_000_000;

  public Experiment {
    arms = List.copyOf(arms);
    Names.check("experiment", id);
    checkArms(arms);
    if (salt.isEmpty() || salt.length() > LONGEST_SALT)
      throw new IllegalArgumentException(
          "the salt has %d characters: send 1 to 200".formatted(salt.length()));
    between("holdout", holdout, 0, LARGEST_HOLDOUT);
    between("alpha", alpha, 1e-6, 0.5);
    if (planned < LEAST_PLANNED || planned > MOST_PLANNED)
      throw new IllegalArgumentException(
          "planned is %d customers: send 100 to 1000000000".formatted(planned));
  }

  private static void checkArms(List<Arm> arms) {
    if (arms.size() < LEAST_ARMS || arms.size() > MOST_ARMS)
      throw new IllegalArgumentException(
          "there are %d arms: send 2 to 10, the control first".formatted(arms.size()));
    var names = new HashSet<String>();
    for (Arm arm : arms)
      if (!names.add(arm.name()))
        throw new IllegalArgumentException(
            "arm '%s' is named twice: each needs a name of its own".formatted(arm.name()));
  }

  private static void between(String what, double value, double least, double most) {
    if (value >= least && value <= most) return;
    throw new IllegalArgumentException(
        "%s is %s: send a share from %s to %s".formatted(what, value, least, most));
  }

  /** The arm that the others are compared with. */
  public Arm control() {
    return arms.getFirst();
  }

  /** The arm of that name; empty for the holdout. */
  public Optional<Arm> arm(String name) {
    return arms.stream().filter(arm -> arm.name().equals(name)).findFirst();
  }

  /** Whether an arm names a model version: then it decides which version answers whom. */
  public boolean hasModels() {
    return arms.stream().anyMatch(arm -> !arm.model().isEmpty());
  }

  /** The versions that arms name. */
  public Set<String> models() {
    return ModelArms.versions(this);
  }

  /**
   * The share of all customers that each arm is meant to get, in their order, and the holdout's
   * last; without a holdout there is none.
   */
  public double[] shares() {
    double total = arms.stream().mapToDouble(Arm::weight).sum();
    double[] shares = new double[holdout > 0 ? arms.size() + 1 : arms.size()];
    for (int i = 0; i < arms.size(); i++) shares[i] = (1 - holdout) * arms.get(i).weight() / total;
    if (holdout > 0) shares[arms.size()] = holdout;
    return shares;
  }
}
