// SPDX-License-Identifier: Apache-2.0
/**
 * What is remembered of one customer, and how a fact changes it.
 *
 * <p>Start at {@link dev.worth.core.customer.CustomerState}. Everything here is a function of its
 * arguments: no clock, no chance, no I/O. Folding is exact in event time: any order of arrival
 * inside {@link dev.worth.core.customer.CustomerState#LATENESS} gives the same bytes.
 */
@NullMarked
package dev.worth.core.customer;

import org.jspecify.annotations.NullMarked;
