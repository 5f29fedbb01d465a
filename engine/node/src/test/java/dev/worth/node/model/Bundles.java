// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

/** Bundles for tests of other packages. */
public final class Bundles {
  public static byte[] valid(String version) {
    return TestBundle.of(version, 0.1f, 0.2f).zip();
  }

  /** Another model of the same version. */
  public static byte[] other(String version) {
    return TestBundle.of(version, 0.3f, 0.2f).zip();
  }

  /** One that gives everybody the same log-odds. */
  public static byte[] flat(String version, double logOdds) {
    return TestBundle.of(version, 0, (float) logOdds).zip();
  }

  /** One that takes several messages to travel. */
  public static byte[] large(String version) {
    byte[] ballast = new byte[300_000];
    new java.util.Random(7).nextBytes(ballast);
    return TestBundle.of(version, 0.1f, 0.2f).with("ballast.bin", ballast).zip();
  }

  private Bundles() {}
}
