// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

/**
 * One treatment of an experiment. Both model and policy empty: what the shop does anyway.
 *
 * @param weight share of the customers in relation to the other arms' weights, more than 0
 * @param model version that this arm is served by, empty for none in particular
 * @param policy name of a rule that the shop follows for this arm, empty for none
 */
public record Arm(String name, double weight, String model, String policy) {
  /** The arm of those who are kept out of every experiment. */
  public static final String HOLDOUT = "holdout";

  private static final int LONGEST = 200;

  public Arm {
    Names.check("arm", name);
    if (name.equals(HOLDOUT))
      throw new IllegalArgumentException(
          "arm 'holdout' stands for the permanent holdout: choose another name");
    if (!(weight > 0 && weight <= 1e6))
      throw new IllegalArgumentException(
          "arm '%s' has weight %s: send more than 0 and at most 1000000".formatted(name, weight));
    if (!model.isEmpty() && !policy.isEmpty())
      throw new IllegalArgumentException(
          "arm '%s' names a model and a policy: name one of them".formatted(name));
    if (model.length() > LONGEST || policy.length() > LONGEST)
      throw new IllegalArgumentException(
          "arm '%s' names a model or policy of more than %d characters".formatted(name, LONGEST));
  }

  /** An arm that only has a name and a share. */
  public static Arm of(String name, double weight) {
    return new Arm(name, weight, "", "");
  }
}
