// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

/**
 * How a shadow's scores differ from those that were answered with.
 *
 * @param compared answers scored by both
 * @param leftOut answers it did not keep up with
 * @param answered mean purchase probability answered with
 * @param shadowed mean purchase probability of the shadow
 * @param apart mean absolute difference
 * @param standIns times the baseline had to answer in the shadow's place
 * @param micros mean time of an answer of the shadow, microseconds
 */
public record ShadowFigures(
    String version,
    long compared,
    long leftOut,
    double answered,
    double shadowed,
    double apart,
    long standIns,
    double micros) {}
