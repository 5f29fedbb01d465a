// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.monitoring;

/**
 * Something that should not be so.
 *
 * @param what was measured, such as order-values
 * @param figure measured
 * @param limit it passed
 * @param says in words, with what it was compared with and what to do
 */
public record Alarm(String what, double figure, double limit, String says) {}
