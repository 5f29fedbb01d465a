// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * All that a network has learned, by name, in the order in which it was laid out.
 *
 * @param matrices by name
 */
public record Weights(Map<String, Matrix> matrices) {
  public Weights {
    matrices = Collections.unmodifiableMap(new LinkedHashMap<>(matrices));
  }

  /**
   * @throws IllegalArgumentException if there are none of that name
   */
  Matrix get(String name) {
    return Optional.ofNullable(matrices.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no weights '" + name + "': there are " + matrices.keySet()));
  }

  static String weights(String layer) {
    return layer + ".weights";
  }

  static String biases(String layer) {
    return layer + ".biases";
  }

  /** Lays out the layers of a network. */
  static final class Layers {
    private final Map<String, Matrix> matrices = new LinkedHashMap<>();
    private final RandomGenerator random;

    Layers(RandomGenerator random) {
      this.random = random;
    }

    /** For rectified inputs (He et al., ICCV 2015): variance 2 over the number of inputs. */
    Layers hidden(String name, int in, int out) {
      matrices.put(weights(name), Matrix.drawn(in, out, Math.sqrt(2.0 / in), random));
      matrices.put(biases(name), Matrix.filled(1, out, 0));
      return this;
    }

    /** One answer that at first is the same for everybody. */
    Layers head(String name, int in, double start) {
      matrices.put(weights(name), Matrix.filled(in, 1, 0));
      matrices.put(biases(name), Matrix.filled(1, 1, start));
      return this;
    }

    Weights drawn() {
      return new Weights(matrices);
    }
  }
}
