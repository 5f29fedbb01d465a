// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/** A serialised object; the bytes are not copied, so nobody may change them. */
public record Payload(Codec codec, byte[] bytes) {}
