// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

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
 * Writes a {@link TreeModel} as an ONNX graph with the inputs and outputs of {@link
 * BundleContract}. The log-odds are the sum of their reasons: the trees that answer are those of
 * {@link Unrolled}, and the sum is in doubles.
 */
final class TreeModelGraph {
  private static final int OPSET = 20;
  private static final int IR_VERSION = 9;
  private static final int WIDTH = BundleContract.WIDTH;
  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  private static final int DOUBLE = TensorProto.DataType.DOUBLE.getNumber();

  /** Far beyond any probability that matters, and far inside what an exponential can hold. */
  private static final double LARGEST_LOG_ODDS = 500;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("worth-trees");
  private final TreeModel model;

  private TreeModelGraph(TreeModel model) {
    this.model = model;
  }

  /** Same model, same bytes. */
  static byte[] of(TreeModel model) {
    return new TreeModelGraph(model).write().toByteArray();
  }

  private ModelProto write() {
    graph.addInput(value(BundleContract.INPUT, WIDTH));
    node("Cast", List.of(BundleContract.INPUT), "x", integer("to", DOUBLE));
    row("zero", 0);
    row("one", 1);
    row("largest", LARGEST_LOG_ODDS);
    row("smallest", -LARGEST_LOG_ODDS);
    longs("columns", 1);
    logOdds();
    buyers();
    for (String one : List.of("log_odds", "log_orders", "log_spend", "base")) output(one, 1);
    output(BundleContract.CONTRIBUTIONS, WIDTH);
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("worth")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain(Ensemble.DOMAIN).setVersion(Ensemble.OPSET))
        .setGraph(graph)
        .build();
  }

  private void logOdds() {
    var part = model.logOdds();
    double[] passed = new double[WIDTH];
    double[] usual = new double[WIDTH];
    if (part.known() >= 0) {
      passed[part.known()] = 1;
      usual[part.known()] = part.usual();
    }
    row("passed_on", passed);
    row("usual", usual);
    node("Sub", List.of("x", "usual"), "x_unusual");
    node("Mul", List.of("x_unusual", "passed_on"), "passed_on_parts");
    trees(Ensemble.contributions(part.forest()), "tree_parts", "passed_on_parts", "zero");
    node("Add", List.of("tree_parts", "passed_on_parts"), "contributions_double");
    node("ReduceSum", List.of("contributions_double", "columns"), "contributions_sum");
    row("log_odds_base", part.base());
    node("Add", List.of("contributions_sum", "log_odds_base"), "log_odds_double");
    node("Mul", List.of("contributions_sum", "zero"), "zeros");
    node("Add", List.of("zeros", "log_odds_base"), "base_double");
  }

  private void buyers() {
    logProbability("log_odds_double", "log_p");
    String shift = model.leaning() ? leaning() : "log_p";
    part("orders", model.logOrders(), shift, "log_orders_free");
    node("Max", List.of("log_orders_free", "log_p"), "log_orders_double");
    part("spend", model.logSpend(), shift, "log_spend_double");
  }

  private String leaning() {
    gather("backbone_log_odds", TreeModel.BACKBONE_LOG_ODDS);
    logProbability("backbone_log_odds", "backbone_log_p");
    node("Sub", List.of("log_p", "backbone_log_p"), "log_p_ratio");
    return "log_p_ratio";
  }

  private void part(String name, TreeModel.Part part, String shift, String result) {
    row(name + "_level", part.level());
    trees(Ensemble.answers(part.forest()), name + "_trees", "log_p", "zero");
    node("Add", List.of(name + "_trees", name + "_level"), name + "_grown");
    node("Add", List.of(name + "_grown", shift), name + "_shifted");
    if (part.known() < 0) {
      node("Add", List.of(name + "_shifted", "zero"), result);
      return;
    }
    gather(name + "_known", part.known());
    node("Add", List.of(name + "_shifted", name + "_known"), result);
  }

  /** An ensemble's answers as doubles; without trees, zeros of the shape of something else. */
  private void trees(Ensemble ensemble, String name, String like, String zero) {
    if (ensemble.isEmpty()) {
      node("Mul", List.of(like, zero), name);
      return;
    }
    graph.addNode(ensemble.node(BundleContract.INPUT, name + "_float", false));
    node("Cast", List.of(name + "_float"), name, integer("to", DOUBLE));
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

  private void gather(String name, int column) {
    longs(name + "_column", column);
    node("Gather", List.of("x", name + "_column"), name, integer("axis", 1));
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
    var tensor = TensorProto.newBuilder().setName(name).setDataType(DOUBLE).addDims(1);
    tensor.addDims(values.length);
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
