// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link Forest} as an ONNX graph of one TreeEnsembleRegressor: {@link #INPUT} {@code
 * [batch, columns]}, floats with NaN where missing, to {@link #OUTPUT} {@code [batch, 1]}, the raw
 * answer.
 *
 * <p>Thresholds are rounded down to floats: for every float x, {@code x <= t} is then what it was.
 */
public final class TreeGraph {
  public static final String INPUT = "features";
  public static final String OUTPUT = "raw";

  private static final String ML = "ai.onnx.ml";
  private static final int ML_OPSET = 3;
  private static final int OPSET = 20;
  private static final int IR_VERSION = 9;

  private final List<Long> treeIds = new ArrayList<>();
  private final List<Long> nodeIds = new ArrayList<>();
  private final List<Long> features = new ArrayList<>();
  private final List<Float> thresholds = new ArrayList<>();
  private final List<String> modes = new ArrayList<>();
  private final List<Long> lefts = new ArrayList<>();
  private final List<Long> rights = new ArrayList<>();
  private final List<Long> missing = new ArrayList<>();
  private final List<Long> leafTrees = new ArrayList<>();
  private final List<Long> leafNodes = new ArrayList<>();
  private final List<Float> leafValues = new ArrayList<>();

  private TreeGraph() {}

  /** The bytes of the graph; same forest, same bytes. */
  public static byte[] of(Forest forest) {
    var graph = new TreeGraph();
    for (int t = 0; t < forest.size(); t++) graph.add(t, forest.trees().get(t));
    return graph.write(forest).toByteArray();
  }

  /** Inner nodes first, then the leaves. */
  private void add(int id, Tree tree) {
    int nodes = tree.nodes();
    for (int i = 0; i < nodes; i++) {
      boolean left = tree.missingLeft()[i];
      node(id, i, tree.feature()[i], down(tree.threshold()[i]), "BRANCH_LEQ", left);
      lefts.add(place(tree.left()[i], nodes));
      rights.add(place(tree.right()[i], nodes));
    }
    for (int leaf = 0; leaf < tree.value().length; leaf++) {
      node(id, nodes + leaf, 0, 0, "LEAF", false);
      lefts.add(0L);
      rights.add(0L);
      leafTrees.add((long) id);
      leafNodes.add((long) nodes + leaf);
      leafValues.add((float) tree.value()[leaf]);
    }
  }

  private static long place(int child, int nodes) {
    return child >= 0 ? child : nodes + (long) ~child;
  }

  private void node(
      int tree, int id, int feature, float threshold, String mode, boolean missingLeft) {
    treeIds.add((long) tree);
    nodeIds.add((long) id);
    features.add((long) feature);
    thresholds.add(threshold);
    modes.add(mode);
    missing.add(missingLeft ? 1L : 0L);
  }

  /** The largest float that is at most the value. */
  static float down(double value) {
    float near = (float) value;
    return near > value ? Math.nextDown(near) : near;
  }

  private ModelProto write(Forest forest) {
    var node =
        NodeProto.newBuilder()
            .setDomain(ML)
            .setOpType("TreeEnsembleRegressor")
            .setName(OUTPUT)
            .addInput(INPUT)
            .addOutput(OUTPUT)
            .addAttribute(attribute("n_targets", AttributeType.INT).setI(1))
            .addAttribute(text("post_transform", "NONE"))
            .addAttribute(text("aggregate_function", forest.averaged() ? "AVERAGE" : "SUM"))
            .addAttribute(longs("nodes_treeids", treeIds))
            .addAttribute(longs("nodes_nodeids", nodeIds))
            .addAttribute(longs("nodes_featureids", features))
            .addAttribute(floats("nodes_values", thresholds))
            .addAttribute(texts("nodes_modes", modes))
            .addAttribute(longs("nodes_truenodeids", lefts))
            .addAttribute(longs("nodes_falsenodeids", rights))
            .addAttribute(longs("nodes_missing_value_tracks_true", missing))
            .addAttribute(longs("target_treeids", leafTrees))
            .addAttribute(longs("target_nodeids", leafNodes))
            .addAttribute(longs("target_ids", leafTrees.stream().map(t -> 0L).toList()))
            .addAttribute(floats("target_weights", leafValues));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("worth")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(ML_OPSET))
        .setGraph(
            GraphProto.newBuilder()
                .setName("worth-trees")
                .addInput(value(INPUT, forest.columns()))
                .addOutput(value(OUTPUT, 1))
                .addNode(node))
        .build();
  }

  private static AttributeProto.Builder longs(String name, List<Long> values) {
    return attribute(name, AttributeType.INTS).addAllInts(values);
  }

  private static AttributeProto.Builder floats(String name, List<Float> values) {
    return attribute(name, AttributeType.FLOATS).addAllFloats(values);
  }

  private static AttributeProto.Builder text(String name, String value) {
    return attribute(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value));
  }

  private static AttributeProto.Builder texts(String name, List<String> values) {
    return attribute(name, AttributeType.STRINGS)
        .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList());
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
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
