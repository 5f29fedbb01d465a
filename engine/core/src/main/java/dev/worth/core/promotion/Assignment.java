// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who answers whom, as every node must have it.
 *
 * @param revision of the registry; a higher one is newer
 * @param champion the baseline's version, or one of the store
 * @param previous champions before, the newest last, to stand in where the champion cannot be
 *     loaded
 * @param sums SHA-256 of the bundles, by version
 * @param map from the champion's probabilities to the scale that thresholds were chosen on
 */
public record Assignment(
    long revision,
    String champion,
    List<String> previous,
    Optional<Canary> canary,
    Optional<String> shadow,
    Map<String, String> sums,
    ScoreMap map) {}
