// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import java.time.Instant;
import java.util.Map;

/**
 * Where a model version comes from and what it was measured to do. Every version has one.
 *
 * @param version unique name, letters, digits, dots and dashes
 * @param family such as {@code bgnbd_season} or {@code logistic}
 * @param trainedAt when training ended
 * @param dataFrom first fact it learned from
 * @param dataTo the cut-off: nothing at or after it was seen
 * @param customers how many it learned from
 * @param currency of the shop it learned from
 * @param schema fingerprint of the features it reads
 * @param seed of every random choice
 * @param settings as given, by name
 * @param metrics as measured, by name
 * @param codeVersion the release that trained it
 * @param checksums SHA-256 in hex of every other file of the bundle, by file name
 */
public record ModelCard(
    String version,
    String family,
    Instant trainedAt,
    Instant dataFrom,
    Instant dataTo,
    long customers,
    String currency,
    String schema,
    long seed,
    Map<String, String> settings,
    Map<String, Double> metrics,
    String codeVersion,
    Map<String, String> checksums) {}
