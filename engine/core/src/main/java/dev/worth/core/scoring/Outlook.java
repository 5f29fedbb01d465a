// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

/**
 * What the closed-form models expect of one customer within a horizon.
 *
 * @param pPurchase probability of at least one order
 * @param pAlive probability that the customer has not stopped for good
 * @param expectedOrders mean number of orders (invoices, not purchase days)
 * @param expectedSpend mean spend net of returns, in currency units; 0 where amounts are unknown
 * @param spend the distribution of the spend, with its mass at 0
 */
public record Outlook(
    double pPurchase,
    double pAlive,
    double expectedOrders,
    double expectedSpend,
    SpendDistribution spend) {}
