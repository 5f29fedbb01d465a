// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

import dev.worth.protocol.CustomerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who is in which arm: a function of salt and customer, so that it needs no memory, holds for ever
 * and can be computed by anybody.
 *
 * <p>A customer's <i>place</i> is a number in [0, 1): the first 53 bits of SHA-256 over the salt, a
 * zero byte and the customer's id, in UTF-8, over 2^53. The arms divide [0, 1) in their order and
 * by their weights. Never change any of this: running experiments would mix.
 */
public final class Assignment {
  /** One for all experiments, so that those held out of one are held out of all. */
  private static final String HOLDOUT_SALT = "worth:holdout";

  private static final double PLACES = 0x1p53;

  /** The name of the customer's arm, or {@link Arm#HOLDOUT}. */
  public static String of(Experiment experiment, CustomerId customer) {
    if (place(HOLDOUT_SALT, customer) < experiment.holdout()) return Arm.HOLDOUT;
    double total = experiment.arms().stream().mapToDouble(Arm::weight).sum();
    double left = place(experiment.salt(), customer) * total;
    for (Arm arm : experiment.arms()) {
      left -= arm.weight();
      if (left < 0) return arm.name();
    }
    return experiment.arms().getLast().name();
  }

  /** Where a customer stands under a salt, in [0, 1). */
  static double place(String salt, CustomerId customer) {
    byte[] digest =
        sha256().digest((salt + '\0' + customer.value()).getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(digest).getLong() >>> 11) / PLACES;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Assignment() {}
}
