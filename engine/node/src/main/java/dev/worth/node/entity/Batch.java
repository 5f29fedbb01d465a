// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.protocol.CustomerId;
import java.util.List;
import java.util.Map;

/**
 * What became of facts of many customers: one that cannot answer takes nothing from the others.
 *
 * @param recorded those who answered, in the order sent
 * @param unanswered why each of the others did not; whether their facts are stored is not known,
 *     and sending them again is safe
 */
public record Batch(List<Recorded> recorded, Map<CustomerId, NotAnswered> unanswered) {}
