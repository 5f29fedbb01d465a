// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

/** How wrong a raw answer is. Raw answers are log-odds for {@link #LOG_LOSS}, else means. */
enum Loss {
  LOG_LOSS {
    @Override
    double of(double y, double raw) {
      return Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw))) - y * raw;
    }

    @Override
    double answer(double raw) {
      return 1 / (1 + Math.exp(-raw));
    }

    @Override
    double raw(double answer) {
      double p = Math.min(1 - LEAST, Math.max(LEAST, answer));
      return Math.log(p / (1 - p));
    }

    @Override
    double bend(double raw) {
      double p = answer(raw);
      return Math.max(1e-6, p * (1 - p));
    }
  },
  SQUARED {
    @Override
    double of(double y, double raw) {
      return (y - raw) * (y - raw) / 2;
    }

    @Override
    double answer(double raw) {
      return raw;
    }

    @Override
    double raw(double answer) {
      return answer;
    }

    @Override
    double bend(double raw) {
      return 1;
    }
  };

  private static final double LEAST = 1e-4;

  abstract double of(double y, double raw);

  /** The probability or mean of a raw answer. */
  abstract double answer(double raw);

  /** The raw answer of a probability, kept off 0 and 1, or of a mean. */
  abstract double raw(double answer);

  /** The second derivative of the loss in the raw answer; the first is answer - y. */
  abstract double bend(double raw);

  double mean(double[] y, double[] raw) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) sum += of(y[i], raw[i]);
    return sum / y.length;
  }
}
