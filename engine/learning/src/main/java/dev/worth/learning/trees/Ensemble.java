// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX TreeEnsembleRegressor in the making. Inputs are floats: thresholds are rounded down to
 * floats, so that for every float x, {@code x <= t} is what it was.
 */
final class Ensemble {
  static final String DOMAIN = "ai.onnx.ml";
  static final int OPSET = 3;

  private final int targets;
  private int trees;
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
  private final List<Long> leafTargets = new ArrayList<>();
  private final List<Float> leafValues = new ArrayList<>();

  /**
   * @param targets how many numbers it answers
   */
  Ensemble(int targets) {
    this.targets = targets;
  }

  /** One number per row: the sum of the leaves. */
  static Ensemble answers(Forest forest) {
    var ensemble = new Ensemble(1);
    for (Tree tree : forest.trees()) ensemble.add(tree);
    return ensemble;
  }

  /** One number per column: what it adds to the answer of boosted trees. */
  static Ensemble contributions(Forest forest) {
    var ensemble = new Ensemble(forest.columns());
    for (Tree tree : forest.trees()) {
      if (tree.nodes() == 0) continue;
      ensemble.add(Unrolled.of(tree, forest.columns()), new int[1]);
      ensemble.trees++;
    }
    return ensemble;
  }

  /** Inner nodes first, then the leaves. */
  private void add(Tree tree) {
    int nodes = tree.nodes();
    for (int i = 0; i < nodes; i++) {
      node(i, tree.feature()[i], down(tree.threshold()[i]), "BRANCH_LEQ", tree.missingLeft()[i]);
      lefts.add(place(tree.left()[i], nodes));
      rights.add(place(tree.right()[i], nodes));
    }
    for (int leaf = 0; leaf < tree.value().length; leaf++) {
      leaf(nodes + leaf);
      weigh(nodes + leaf, 0, tree.value()[leaf]);
    }
    trees++;
  }

  private static long place(int child, int nodes) {
    return child >= 0 ? child : nodes + (long) ~child;
  }

  /** Adds a node before its children; tells its number. */
  private long add(Unrolled.Node node, int[] count) {
    int id = count[0]++;
    switch (node) {
      case Unrolled.Node.Leaf leaf -> {
        leaf(id);
        weigh(id, leaf.parts());
      }
      case Unrolled.Node.Split split -> {
        node(id, split.feature(), down(split.threshold()), "BRANCH_LEQ", false);
        int at = lefts.size();
        lefts.add(0L);
        rights.add(0L);
        lefts.set(at, add(split.left(), count));
        rights.set(at, add(split.right(), count));
      }
    }
    return id;
  }

  /** A leaf has to have a weight, if only of 0. */
  private void weigh(int id, double[] parts) {
    int before = leafNodes.size();
    for (int j = 0; j < parts.length; j++) if (parts[j] != 0) weigh(id, j, parts[j]);
    if (leafNodes.size() == before) weigh(id, 0, 0);
  }

  private void leaf(int id) {
    node(id, 0, 0, "LEAF", false);
    lefts.add(0L);
    rights.add(0L);
  }

  private void node(int id, int feature, float threshold, String mode, boolean missingLeft) {
    treeIds.add((long) trees);
    nodeIds.add((long) id);
    features.add((long) feature);
    thresholds.add(threshold);
    modes.add(mode);
    missing.add(missingLeft ? 1L : 0L);
  }

  private void weigh(int id, int target, double value) {
    leafTrees.add((long) trees);
    leafNodes.add((long) id);
    leafTargets.add((long) target);
    leafValues.add((float) value);
  }

  /** The largest float that is at most the value. */
  static float down(double value) {
    float near = (float) value;
    return near > value ? Math.nextDown(near) : near;
  }

  /** Whether there is nothing to ask: the runtime takes no ensemble without trees. */
  boolean isEmpty() {
    return trees == 0;
  }

  /** Reads {@code input [batch, columns]}, writes {@code output [batch, targets]}. */
  NodeProto node(String input, String output, boolean averaged) {
    return NodeProto.newBuilder()
        .setDomain(DOMAIN)
        .setOpType("TreeEnsembleRegressor")
        .setName(output)
        .addInput(input)
        .addOutput(output)
        .addAttribute(attribute("n_targets", AttributeType.INT).setI(targets))
        .addAttribute(text("post_transform", "NONE"))
        .addAttribute(text("aggregate_function", averaged ? "AVERAGE" : "SUM"))
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
        .addAttribute(longs("target_ids", leafTargets))
        .addAttribute(floats("target_weights", leafValues))
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
}
