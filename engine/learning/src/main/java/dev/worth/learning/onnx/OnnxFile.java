// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/**
 * An ONNX graph in the making: named values, nodes in the order of their computing. Inputs and
 * outputs are floats {@code [batch, width]}; what is between them may be doubles. The same calls
 * give the same bytes.
 */
public final class OnnxFile {
  public static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  public static final int DOUBLE = TensorProto.DataType.DOUBLE.getNumber();

  private static final int OPSET = 20;
  private static final int IR_VERSION = 9;

  /** Far beyond any probability that matters, and far inside what an exponential can hold. */
  private static final double LARGEST_LOG_ODDS = 500;

  private final GraphProto.Builder graph;
  private final ModelProto.Builder model =
      ModelProto.newBuilder()
          .setIrVersion(IR_VERSION)
          .setProducerName("worth")
          .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));

  /**
   * @param name of the graph, for people
   */
  public OnnxFile(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  public void input(String name, int width) {
    graph.addInput(value(name, width));
  }

  /** The value of that name is an answer. */
  public void output(String name, int width) {
    graph.addOutput(value(name, width));
  }

  /** The doubles of {@code name_double}, rounded to floats, are the answer of that name. */
  public void rounded(String name, int width) {
    node("Cast", List.of(name + "_double"), name, attribute("to", FLOAT));
    output(name, width);
  }

  /** Nodes may be of operators beside ONNX's own. */
  public void uses(String domain, int version) {
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version));
  }

  public void node(NodeProto node) {
    graph.addNode(node);
  }

  public void node(String op, List<String> inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(op)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
  }

  /** A constant of doubles, row by row. */
  public void doubles(String name, double[] values, long... shape) {
    var tensor = TensorProto.newBuilder().setName(name).setDataType(DOUBLE);
    for (long size : shape) tensor.addDims(size);
    for (double value : values) tensor.addDoubleData(value);
    graph.addInitializer(tensor);
  }

  /** A constant of one row of doubles. */
  public void row(String name, double... values) {
    doubles(name, values, 1, values.length);
  }

  /** What {@link #logProbability} needs: {@code one}, and how far log-odds go. */
  public void oddsConstants() {
    row("one", 1);
    row("largest", LARGEST_LOG_ODDS);
    row("smallest", -LARGEST_LOG_ODDS);
  }

  /** -log(1 + e^-x): Softplus itself exists for floats only. */
  public void logProbability(String logOdds, String name) {
    node("Min", List.of(logOdds, "largest"), name + "_below");
    node("Max", List.of(name + "_below", "smallest"), name + "_within");
    node("Neg", List.of(name + "_within"), name + "_negated");
    node("Exp", List.of(name + "_negated"), name + "_odds_against");
    node("Add", List.of(name + "_odds_against", "one"), name + "_inverse");
    node("Log", List.of(name + "_inverse"), name + "_surprise");
    node("Neg", List.of(name + "_surprise"), name);
  }

  /** A constant of one whole number, such as an axis or a column. */
  public void integer(String name, long value) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(1)
            .addInt64Data(value));
  }

  /** A node's attribute of one whole number. */
  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  public byte[] bytes() {
    return model.setGraph(graph).build().toByteArray();
  }

  private static ValueInfoProto value(String name, int width) {
    var batch = TensorShapeProto.Dimension.newBuilder().setDimParam("batch");
    var columns = TensorShapeProto.Dimension.newBuilder().setDimValue(width);
    var shape = TensorShapeProto.newBuilder().addDim(batch).addDim(columns);
    var tensor = TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
