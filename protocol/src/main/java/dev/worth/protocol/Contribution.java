// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/**
 * One part of an explanation.
 *
 * @param code versioned name of the reason, stable across releases
 * @param english for people
 * @param chinese for people
 * @param value what was observed, in {@code unit}
 * @param unit of the value
 * @param logOdds what it adds to the log-odds of a purchase
 */
public record Contribution(
    String code, String english, String chinese, double value, String unit, double logOdds) {}
