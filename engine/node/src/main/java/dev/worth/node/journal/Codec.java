// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

/**
 * What turns bytes back into an object.
 *
 * @param serializer Pekko's serializer identifier
 * @param manifest the serializer's type name, empty when it needs none
 * @param adapter the event adapter's type name, empty without an adapter
 */
public record Codec(int serializer, String manifest, String adapter) {}
