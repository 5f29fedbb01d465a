// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

/** A version that answers some customers. */
public record Canary(String version, Slice slice) {}
