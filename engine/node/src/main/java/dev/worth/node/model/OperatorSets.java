// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static dev.worth.node.model.RefusedBundle.Reason.OPERATORS;
import static dev.worth.node.model.RefusedBundle.Reason.UNREADABLE_GRAPH;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Which operators a graph asks for, read from the two protobuf fields that say so: field 8 of the
 * model, with domain (1) and version (2). The runtime says it only by failing, in its own words.
 */
final class OperatorSets {
  private static final Map<String, Long> NEWEST = Map.of("", 21L, "ai.onnx", 21L, "ai.onnx.ml", 4L);
  private static final int IMPORTS = 8;
  private static final int DOMAIN = 1;
  private static final int VERSION = 2;

  /**
   * @throws RefusedBundle if this release does not run them
   */
  static void check(byte[] graph) {
    try {
      var in = ByteBuffer.wrap(graph);
      while (in.hasRemaining()) {
        long tag = number(in);
        if (tag >>> 3 == IMPORTS && (tag & 7) == 2) one(part(in));
        else skip(in, (int) (tag & 7));
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new RefusedBundle(UNREADABLE_GRAPH, "model.onnx is no ONNX graph, or is cut off", e);
    }
  }

  private static void one(ByteBuffer in) {
    String domain = "";
    long version = 0;
    while (in.hasRemaining()) {
      long tag = number(in);
      if (tag >>> 3 == DOMAIN && (tag & 7) == 2)
        domain = StandardCharsets.UTF_8.decode(part(in)).toString();
      else if (tag >>> 3 == VERSION && (tag & 7) == 0) version = number(in);
      else skip(in, (int) (tag & 7));
    }
    judge(domain, version);
  }

  private static void judge(String domain, long version) {
    Long newest = NEWEST.get(domain);
    if (newest != null && version <= newest) return;
    throw new RefusedBundle(
        OPERATORS,
        "the graph uses version %d of the operators '%s', this release runs %s: export it with those"
            .formatted(version, domain, NEWEST));
  }

  private static void skip(ByteBuffer in, int wireType) {
    switch (wireType) {
      case 0 -> number(in);
      case 1 -> in.position(in.position() + 8);
      case 2 -> part(in);
      case 5 -> in.position(in.position() + 4);
      default -> throw new IllegalArgumentException("wire type " + wireType);
    }
  }

  private static ByteBuffer part(ByteBuffer in) {
    int length = Math.toIntExact(Math.min(Integer.MAX_VALUE, number(in)));
    ByteBuffer part = in.slice();
    part.limit(length);
    in.position(in.position() + length);
    return part;
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) return value;
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  private OperatorSets() {}
}
