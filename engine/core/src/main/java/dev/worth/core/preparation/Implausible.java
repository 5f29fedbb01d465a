// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.preparation;

import dev.worth.protocol.QuarantineReason;

/**
 * Why a readable fact is kept but not counted.
 *
 * @param detail names the value and the remedy
 */
public record Implausible(QuarantineReason reason, String detail) implements Conversion {}
