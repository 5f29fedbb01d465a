// SPDX-License-Identifier: Apache-2.0
/**
 * The cleaning every fact goes through before it counts: amounts in the shop's currency, categories
 * and regions under one name, a stated rule for what is missing, and a reason for what cannot be.
 *
 * <p>Start at {@link dev.worth.core.preparation.ShopRules}. Everything is a function of its
 * arguments; the reading of JSON and CSV is the node's.
 */
@NullMarked
package dev.worth.core.preparation;

import org.jspecify.annotations.NullMarked;
