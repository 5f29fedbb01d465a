// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.worth.core.scoring.BundleContract;
import java.util.List;

/**
 * Writes a {@link LinearModel} as an ONNX graph with the inputs and outputs of {@link
 * BundleContract}.
 *
 * <p>The graph computes in doubles, which costs a linear model nothing, and rounds its outputs to
 * floats. In floats the parts of a score would miss the whole by more than 1e-6.
 */
public final class OnnxGraph {
  private static final int OPSET = 20;
  private static final int IR_VERSION = 9;
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  private static final int DOUBLE = TensorProto.DataType.DOUBLE.getNumber();

  /** Far beyond any probability that matters, and far inside what an exponential can hold. */
  private static final double LARGEST_LOG_ODDS = 500;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("worth-linear");
  private final LinearModel model;

  private OnnxGraph(LinearModel model) {
    this.model = model;
  }

  /** The bytes of {@link BundleContract#MODEL}; same model, same bytes. */
  public static byte[] of(LinearModel model) {
    return new OnnxGraph(model).write().toByteArray();
  }

  private ModelProto write() {
    int width = BundleContract.WIDTH;
    graph.addInput(value(BundleContract.INPUT, width));
    node("Cast", List.of(BundleContract.INPUT), "x", integer("to", DOUBLE));
    standardise();
    logOdds();
    buyers();
    for (String one : List.of("log_odds", "log_orders", "log_spend", "base")) output(one, 1);
    output(BundleContract.CONTRIBUTIONS, width);
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("worth")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private void standardise() {
    row("low", model.inputs().low());
    row("high", model.inputs().high());
    row("mean", model.inputs().mean());
    row("inverse", model.inputs().inverse());
    node("Max", List.of("x", "low"), "x_from");
    node("Min", List.of("x_from", "high"), "x_within");
    node("Sub", List.of("x_within", "mean"), "x_centred");
    node("Mul", List.of("x_centred", "inverse"), "z");
  }

  private void logOdds() {
    row("log_odds_weights", model.logOdds().weights());
    row("log_odds_base", model.logOdds().base());
    longs("columns", 1);
    node("Mul", List.of("z", "log_odds_weights"), "contributions_double");
    node("ReduceSum", List.of("contributions_double", "columns"), "contributions_sum");
    node("Add", List.of("contributions_sum", "log_odds_base"), "log_odds_double");
    row("zero", 0);
    node("Mul", List.of("contributions_sum", "zero"), "zeros");
    node("Add", List.of("zeros", "log_odds_base"), "base_double");
  }

  private void buyers() {
    row("one", 1);
    row("largest", LARGEST_LOG_ODDS);
    row("smallest", -LARGEST_LOG_ODDS);
    logProbability("log_odds_double", "log_p");
    String shift = model.leaning() ? leaning() : "log_p";
    head("orders", model.logOrders(), shift, "log_orders_free");
    node("Max", List.of("log_orders_free", "log_p"), "log_orders_double");
    head("spend", model.logSpend(), shift, "log_spend_double");
  }

  private String leaning() {
    longs("backbone", LinearModel.BACKBONE_LOG_ODDS);
    node("Gather", List.of("x", "backbone"), "backbone_log_odds", integer("axis", 1));
    logProbability("backbone_log_odds", "backbone_log_p");
    node("Sub", List.of("log_p", "backbone_log_p"), "log_p_ratio");
    return "log_p_ratio";
  }

  /** -log(1 + e^-x): Softplus itself exists for floats only. */
  private void logProbability(String logOdds, String name) {
    node("Min", List.of(logOdds, "largest"), name + "_below");
    node("Max", List.of(name + "_below", "smallest"), name + "_within");
    node("Neg", List.of(name + "_within"), name + "_negated");
    node("Exp", List.of(name + "_negated"), name + "_odds_against");
    node("Add", List.of(name + "_odds_against", "one"), name + "_inverse");
    node("Log", List.of(name + "_inverse"), name + "_surprise");
    node("Neg", List.of(name + "_surprise"), name);
  }

  private void head(String name, Head head, String shift, String result) {
    tensor(name + "_weights", head.weights(), head.weights().length, 1);
    row(name + "_base", head.base());
    node("MatMul", List.of("z", name + "_weights"), name + "_sum");
    node("Add", List.of(name + "_sum", name + "_base"), name + "_per_buyer");
    node("Add", List.of(name + "_per_buyer", shift), result);
  }

  private void output(String name, int width) {
    node("Cast", List.of(name + "_double"), name, integer("to", FLOAT));
    graph.addOutput(value(name, width));
  }

  private void node(String op, List<String> inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(op)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
  }

  private void row(String name, double... values) {
    tensor(name, values, 1, values.length);
  }

  private void tensor(String name, double[] values, long... shape) {
    var tensor = TensorProto.newBuilder().setName(name).setDataType(DOUBLE);
    for (long size : shape) tensor.addDims(size);
    for (double value : values) tensor.addDoubleData(value);
    graph.addInitializer(tensor);
  }

  private void longs(String name, long value) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(1)
            .addInt64Data(value));
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
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
