// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

/**
 * A central prediction interval.
 *
 * @param level the share of outcomes it promises to cover, 0.5, 0.8 or 0.95
 * @param lower in the shop's currency
 * @param upper in the shop's currency
 */
public record Interval(double level, double lower, double upper) {}
