// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.experiment;

/**
 * Running moments of an arm's outcomes y and of what was foretold of them, x; Welford's updates, so
 * that large means cost no digits.
 */
final class Sums {
  private long n;
  private double meanY;
  private double meanX;
  private double yy;
  private double xx;
  private double xy;

  void add(double y, double x) {
    n++;
    double dy = y - meanY;
    double dx = x - meanX;
    meanY += dy / n;
    meanX += dx / n;
    yy += dy * (y - meanY);
    xx += dx * (x - meanX);
    xy += dy * (x - meanX);
  }

  long n() {
    return n;
  }

  double mean() {
    return meanY;
  }

  double meanForetold() {
    return meanX;
  }

  /** Sum of squares of x around its mean. */
  double xx() {
    return xx;
  }

  /** Sum of products of x and y around their means. */
  double xy() {
    return xy;
  }

  /** Variance of the mean of y - slope * x; 0 slope for that of y alone. */
  double varianceOfMean(double slope) {
    double squares = yy - 2 * slope * xy + slope * slope * xx;
    return Math.max(0, squares) / (n - 1) / n;
  }
}
