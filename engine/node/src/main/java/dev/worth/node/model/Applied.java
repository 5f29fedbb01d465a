// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import java.util.Optional;

/**
 * What a node made of an assignment.
 *
 * @param revision of the assignment
 * @param inUse the version that answers now
 * @param problem why that, or a canary or shadow, is not the one it should be
 */
public record Applied(long revision, String inUse, Optional<String> problem) {}
