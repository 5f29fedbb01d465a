// SPDX-License-Identifier: Apache-2.0
/**
 * Facts as bytes: in the journal as CBOR, outside as JSON, in one written form.
 *
 * <p>Start at {@link dev.worth.node.facts.FactCodec}. Reading what shops send, in their own words,
 * is not done here but in {@code dev.worth.node.ingest}.
 */
@NullMarked
package dev.worth.node.facts;

import org.jspecify.annotations.NullMarked;
