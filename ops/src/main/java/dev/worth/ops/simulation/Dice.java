// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import java.util.List;

/**
 * A seeded stream of chance, the same on every machine: SplitMix64 (Steele, Lea, Flood 2014) for
 * the bits and StrictMath for the shapes, because Math may differ in the last bit between
 * processors.
 */
final class Dice {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private long state;

  /** Independent streams for every pair of seed and stream number. */
  Dice(long seed, long stream) {
    this.state = mix(seed) ^ mix(stream * GOLDEN + 1);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    state += GOLDEN;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  double between(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** Uniform in 0 to n - 1. */
  int below(int n) {
    return (int) (uniform() * n);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Log-normal of a given median. */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Gamma of scale 1: Marsaglia and Tsang (2000), with their boost for shapes below 1. */
  double gamma(double shape) {
    if (shape < 1) return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = StrictMath.pow(1 + c * x, 3);
      if (v > 0 && StrictMath.log(1 - uniform()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  double beta(double a, double b) {
    double x = gamma(a);
    return x / (x + gamma(b));
  }

  /** Poisson by counting (Knuth): for small means. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int n = 0;
    for (double p = uniform(); p > limit; p *= uniform()) n++;
    return n;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }
}
