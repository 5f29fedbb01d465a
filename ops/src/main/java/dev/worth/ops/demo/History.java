// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.demo;

import dev.worth.ops.wire.Told;
import java.time.Instant;
import java.util.Iterator;

/**
 * What is streamed in.
 *
 * @param label what a reader of the summary should know of its origin
 * @param facts in event-time order
 * @param days from the first to the last
 * @param end the first moment after the last
 */
record History(String label, Iterator<Told> facts, Instant start, Instant end) {}
