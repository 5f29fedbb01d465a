// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what shops send, in the words they send it in: CloudEvents, Segment calls, GA4 events, our
 * own facts.
 *
 * <p>Start at {@link dev.worth.node.ingest.Ingest}. The vocabularies are tables, one class each:
 * {@code FactKind}, {@code SegmentNames}, {@code Ga4Names}, and {@code Field} for the names of
 * fields. Nothing here waits, stores or knows a customer's state.
 */
@NullMarked
package dev.worth.node.ingest;

import org.jspecify.annotations.NullMarked;
