// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.worth.core.scoring.BundleContract;
import java.util.Arrays;
import java.util.List;

/**
 * The smallest graph that keeps the contract: every column adds {@code weight} times its value to
 * {@code bias}; orders and spend are the backbone's.
 */
record LinearGraph(float weight, float bias, float base, int width, String domain, long operators) {
  static LinearGraph of(float weight, float bias) {
    return new LinearGraph(weight, bias, bias, BundleContract.WIDTH, "", 20);
  }

  byte[] bytes() {
    var graph = GraphProto.newBuilder().setName("test");
    graph.addInput(value(BundleContract.INPUT, width));
    graph.addInitializer(floats("weights", weight));
    graph.addInitializer(floats("bias", bias));
    graph.addInitializer(floats("nothing", 0));
    graph.addInitializer(floats("start", base));
    graph.addInitializer(column("orders", width - 2));
    graph.addInitializer(column("spend", width - 1));
    graph.addInitializer(column("axis", 1));
    node(graph, "Mul", BundleContract.CONTRIBUTIONS, BundleContract.INPUT, "weights");
    node(graph, "ReduceSum", "sum", BundleContract.CONTRIBUTIONS, "axis");
    node(graph, "Add", BundleContract.LOG_ODDS, "sum", "bias");
    node(graph, "Mul", "none", "sum", "nothing");
    node(graph, "Add", BundleContract.BASE, "none", "start");
    gather(graph, BundleContract.LOG_ORDERS, "orders");
    gather(graph, BundleContract.LOG_SPEND, "spend");
    for (String name : Graph.OUTPUTS)
      graph.addOutput(value(name, name.equals(BundleContract.CONTRIBUTIONS) ? width : 1));
    return ModelProto.newBuilder()
        .setIrVersion(9)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(operators))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  /** The same graph with a word of its own on what every buyer spends. */
  byte[] withShape(float location, float deviation) {
    try {
      var model = ModelProto.parseFrom(bytes()).toBuilder();
      var graph = model.getGraphBuilder();
      graph.addInitializer(floats("shape", location, deviation));
      node(graph, "Add", BundleContract.SPEND_SHAPE, "none", "shape");
      graph.addOutput(value(BundleContract.SPEND_SHAPE, 2));
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("these bytes were written here", e);
    }
  }

  private static void node(GraphProto.Builder graph, String op, String output, String... inputs) {
    graph.addNode(
        NodeProto.newBuilder().setOpType(op).addAllInput(List.of(inputs)).addOutput(output));
  }

  private static void gather(GraphProto.Builder graph, String output, String column) {
    var axis = ai.onnx.proto.OnnxMl.AttributeProto.newBuilder().setName("axis").setI(1);
    axis.setType(ai.onnx.proto.OnnxMl.AttributeProto.AttributeType.INT);
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Gather")
            .addAllInput(List.of(BundleContract.INPUT, column))
            .addOutput(output)
            .addAttribute(axis));
  }

  private static TensorProto floats(String name, float... values) {
    var tensor = TensorProto.newBuilder().setName(name).setDataType(1).addDims(values.length);
    for (float value : values) tensor.addFloatData(value);
    return tensor.build();
  }

  private static TensorProto column(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(7)
        .addDims(1)
        .addAllInt64Data(Arrays.asList(value))
        .build();
  }

  private static ValueInfoProto value(String name, int width) {
    var shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
    var tensor = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
