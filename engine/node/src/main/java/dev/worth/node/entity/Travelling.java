// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

/** Marks what may travel between nodes, as CBOR by Pekko's Jackson binding. Never journaled. */
public interface Travelling {}
