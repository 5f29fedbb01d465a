// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.worth.protocol.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where to look in a model's own distribution of the spend so that intervals hold what back-tests
 * say they would have held: conformal prediction on the scale of probabilities (Chernozhukov,
 * Wüthrich and Zhu, Distributional conformal prediction, PNAS 118, 2021), by stage. What {@link
 * BundleContract#INTERVALS} holds.
 *
 * @param asked by stage: for each of {@link Quantiles#levels()} the level to ask the model at,
 *     rising, within (0, 1); a stage that is not there is asked at the levels themselves
 */
public record Conformal(@JsonValue Map<Stage, List<Double>> asked) {
  /** The model's own word for everybody. */
  public static final Conformal NONE = new Conformal(Map.of());

  /**
   * @throws IllegalArgumentException for levels that are too few, fall or leave (0, 1)
   */
  @JsonCreator
  public Conformal {
    asked.forEach(Conformal::check);
    asked =
        asked.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    e -> List.copyOf(e.getValue()),
                    (a, b) -> a,
                    () -> new EnumMap<>(Stage.class)));
  }

  /** For each of {@link Quantiles#levels()} the level that a customer of a stage is asked at. */
  public List<Double> levels(Stage stage) {
    return Optional.ofNullable(asked.get(stage)).orElseGet(Quantiles::levels);
  }

  private static void check(Stage stage, List<Double> levels) {
    if (levels.size() != Quantiles.levels().size())
      throw new IllegalArgumentException(
          "%d levels for %s: give one for each of %s"
              .formatted(levels.size(), stage, Quantiles.levels()));
    double before = 0;
    for (double level : levels) {
      if (!(level > 0 && level < 1 && level >= before))
        throw new IllegalArgumentException(
            "level %s for %s after %s: give them rising, within (0, 1)"
                .formatted(level, stage, before));
      before = level;
    }
  }
}
