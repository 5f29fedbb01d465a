// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

/**
 * How much less the champion loses than its rival, with a paired 95 % bootstrap interval over
 * customers: below 0 the champion is better.
 *
 * @param winner champion or the rival's name where the interval excludes 0, else level
 */
public record Gap(double difference, double low, double high, String winner) {}
