// SPDX-License-Identifier: Apache-2.0
/**
 * The edge: facts in and scores out over HTTP, and what operators look at.
 *
 * <p>Start at {@link dev.worth.node.http.HttpServer}, which binds {@link dev.worth.node.http.Edge}:
 * the table of {@link dev.worth.node.http.Route}s, with identity, access, errors and measurement
 * around it. There is one class per resource, each a list of routes. No rule about customers lives
 * here: a body becomes facts through {@code ingest}, and facts become verdicts behind {@code
 * entity.Customers}.
 */
@NullMarked
package dev.worth.node.http;

import org.jspecify.annotations.NullMarked;
