// SPDX-License-Identifier: Apache-2.0
/**
 * One persistent actor per customer, kept alive, found and asked.
 *
 * <p>Start at {@link dev.worth.node.entity.Customers}, the only door. No rule about customers lives
 * here: those are in {@link dev.worth.core.decision.CustomerDecider}, and a model comes in as a
 * {@link dev.worth.core.scoring.Scorer}, never as a file.
 */
@NullMarked
package dev.worth.node.entity;

import org.jspecify.annotations.NullMarked;
