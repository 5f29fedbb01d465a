// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be in order before requests are sent here.
 *
 * @param name such as cluster, sharding, model, journal
 * @param trouble what is not in order now, with the remedy; empty when all is. Must not wait
 */
public record Readiness(String name, Supplier<Optional<String>> trouble) {}
