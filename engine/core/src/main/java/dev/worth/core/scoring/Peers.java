// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.worth.protocol.Basis;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is normal among the customers a model was trained on: the median of each column of the
 * graph's input, of those with as much history of their own. What {@link BundleContract#PEERS}
 * holds.
 *
 * @param medians {@code [WIDTH]} by basis; a basis that nobody had is left out
 */
public record Peers(@JsonValue Map<Basis, float[]> medians) {
  /** Knows nobody. */
  public static final Peers NONE = new Peers(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Peers {
    for (float[] row : medians.values())
      if (row.length != BundleContract.WIDTH)
        throw new IllegalArgumentException(
            "peers have " + row.length + " columns: give " + BundleContract.WIDTH);
    medians = medians.isEmpty() ? Map.of() : new EnumMap<>(medians);
  }

  /**
   * @param rows input rows of customers of each basis
   */
  public static Peers of(Map<Basis, List<float[]>> rows) {
    var medians = new EnumMap<Basis, float[]>(Basis.class);
    rows.forEach((basis, some) -> medians.put(basis, medians(some)));
    return new Peers(medians);
  }

  private static float[] medians(List<float[]> rows) {
    float[] medians = new float[BundleContract.WIDTH];
    for (int j = 0; j < medians.length; j++) medians[j] = median(rows, j);
    return medians;
  }

  private static float median(List<float[]> rows, int column) {
    double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    int middle = values.length / 2;
    double upper = values[middle];
    return (float) (values.length % 2 == 1 ? upper : (values[middle - 1] + upper) / 2);
  }

  OptionalDouble of(Basis basis, int column) {
    float[] row = medians.get(basis);
    return row == null ? OptionalDouble.empty() : OptionalDouble.of(row[column]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Peers that
        && medians.keySet().equals(that.medians.keySet())
        && medians.keySet().stream()
            .allMatch(basis -> Arrays.equals(medians.get(basis), that.medians.get(basis)));
  }

  @Override
  public int hashCode() {
    return medians.keySet().hashCode();
  }
}
