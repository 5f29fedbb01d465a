// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what a network had learned out of the graph that {@link OnnxOps} wrote of it. */
public final class OnnxWeights {
  /** Empty for a graph that is no network of that layout, such as a linear model's. */
  static Optional<Weights> of(byte[] graph, Weights layout) {
    try {
      var found = new LinkedHashMap<String, Matrix>();
      for (var tensor : ModelProto.parseFrom(graph).getGraph().getInitializerList())
        if (fits(tensor, layout.matrices())) found.put(tensor.getName(), matrix(tensor));
      return found.size() == layout.matrices().size()
          ? Optional.of(ordered(found, layout))
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static boolean fits(TensorProto tensor, Map<String, Matrix> layout) {
    var like = layout.get(tensor.getName());
    return like != null
        && tensor.getDimsCount() == 2
        && tensor.getDims(0) == like.rows()
        && tensor.getDims(1) == like.columns()
        && tensor.getDoubleDataCount() == like.values().length;
  }

  private static Matrix matrix(TensorProto tensor) {
    float[] values = new float[tensor.getDoubleDataCount()];
    for (int i = 0; i < values.length; i++) values[i] = (float) tensor.getDoubleData(i);
    return new Matrix((int) tensor.getDims(0), (int) tensor.getDims(1), values);
  }

  private static Weights ordered(Map<String, Matrix> found, Weights layout) {
    var ordered = new LinkedHashMap<String, Matrix>();
    layout.matrices().forEach((name, like) -> ordered.put(name, found.getOrDefault(name, like)));
    return new Weights(ordered);
  }

  private OnnxWeights() {}
}
