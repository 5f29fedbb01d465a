// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/**
 * Writes a {@link Forest} as an ONNX graph of one TreeEnsembleRegressor: {@link #INPUT} {@code
 * [batch, columns]}, floats with NaN where missing, to {@link #OUTPUT} {@code [batch, 1]}, the raw
 * answer.
 */
public final class TreeGraph {
  public static final String INPUT = "features";
  public static final String OUTPUT = "raw";

  private static final int OPSET = 20;
  private static final int IR_VERSION = 9;

  private TreeGraph() {}

  /** The bytes of the graph; same forest, same bytes. */
  public static byte[] of(Forest forest) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("worth")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain(Ensemble.DOMAIN).setVersion(Ensemble.OPSET))
        .setGraph(
            GraphProto.newBuilder()
                .setName("worth-trees")
                .addInput(value(INPUT, forest.columns()))
                .addOutput(value(OUTPUT, 1))
                .addNode(Ensemble.answers(forest).node(INPUT, OUTPUT, forest.averaged())))
        .build()
        .toByteArray();
  }

  private static ValueInfoProto value(String name, int width) {
    var batch = TensorShapeProto.Dimension.newBuilder().setDimParam("batch");
    var columns = TensorShapeProto.Dimension.newBuilder().setDimValue(width);
    var shape = TensorShapeProto.newBuilder().addDim(batch).addDim(columns);
    var tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
