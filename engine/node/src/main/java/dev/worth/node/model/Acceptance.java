// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static dev.worth.node.model.RefusedBundle.Reason.CONTRIBUTIONS;
import static dev.worth.node.model.RefusedBundle.Reason.PARITY;
import static dev.worth.node.model.RefusedBundle.Reason.SIGNATURE;
import static dev.worth.node.model.RefusedBundle.Reason.UNREADABLE_ENTRY;
import static dev.worth.node.model.RefusedBundle.Reason.UNREADABLE_GRAPH;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.BundleContract.Vectors;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** What a graph must show before it may answer anybody: its signature, and its arithmetic. */
final class Acceptance {
  private static final double SUMS_WITHIN = 1e-6;
  private static final Set<String> ALL = Set.copyOf(Graph.OUTPUTS);

  /**
   * @return the largest difference between the graph and the trainer's arithmetic
   * @throws RefusedBundle with the first thing that is wrong
   */
  static double check(Bundle bundle) {
    var pace = new Pace();
    OperatorSets.check(bundle.graph());
    checkShape(bundle.vectors());
    try (var session = new Session(bundle.graph())) {
      checkSignature(session);
      double gap = 0;
      for (int i = 0; i < bundle.vectors().inputs().length; i++) {
        gap = Math.max(gap, checkRow(session, bundle.vectors(), i));
        pace.step();
      }
      return gap;
    } catch (OrtException e) {
      throw new RefusedBundle(
          UNREADABLE_GRAPH, "the runtime cannot run model.onnx: " + e.getMessage(), e);
    }
  }

  private static void checkShape(Vectors v) {
    int n = v.inputs().length;
    boolean wide = Arrays.stream(v.inputs()).allMatch(row -> row.length == BundleContract.WIDTH);
    if (n > 0
        && wide
        && v.logOdds().length == n
        && v.logOrders().length == n
        && v.logSpend().length == n) return;
    throw new RefusedBundle(
        UNREADABLE_ENTRY,
        "vectors.json needs at least one row of "
            + BundleContract.WIDTH
            + " inputs and as many of each output");
  }

  private static void checkSignature(Session session) throws OrtException {
    var inputs = session.session().getInputInfo();
    if (!inputs.keySet().equals(Set.of(BundleContract.INPUT)))
      throw signature("inputs", inputs.keySet(), Set.of(BundleContract.INPUT));
    checkTensor(inputs, BundleContract.INPUT, BundleContract.WIDTH);
    var outputs = session.session().getOutputInfo();
    if (!outputs.keySet().containsAll(ALL)) throw signature("outputs", outputs.keySet(), ALL);
    for (String name : Graph.OUTPUTS) checkTensor(outputs, name, Graph.width(name));
    for (String name : Graph.OPTIONAL)
      if (outputs.containsKey(name)) checkTensor(outputs, name, Graph.width(name));
  }

  private static RefusedBundle signature(String what, Set<String> found, Set<String> wanted) {
    return new RefusedBundle(
        SIGNATURE, "the graph's %s are %s, not %s".formatted(what, found, wanted));
  }

  private static void checkTensor(Map<String, NodeInfo> nodes, String name, int width) {
    NodeInfo node = nodes.get(name);
    if (node != null
        && node.getInfo() instanceof TensorInfo t
        && t.type == OnnxJavaType.FLOAT
        && Arrays.equals(t.getShape(), new long[] {-1, width})) return;
    throw new RefusedBundle(
        SIGNATURE,
        "the graph's %s is %s, not float [batch, %d]"
            .formatted(name, node == null ? "missing" : node.getInfo(), width));
  }

  private static double checkRow(Session session, Vectors v, int i) throws OrtException {
    Map<String, float[]> out = session.run(v.inputs()[i], ALL);
    double odds = checkParity(i, BundleContract.LOG_ODDS, v.logOdds()[i], out);
    double orders = checkParity(i, BundleContract.LOG_ORDERS, v.logOrders()[i], out);
    double spend = checkParity(i, BundleContract.LOG_SPEND, v.logSpend()[i], out);
    checkParts(i, out);
    return Math.max(odds, Math.max(orders, spend));
  }

  private static double checkParity(int i, String name, double expected, Map<String, float[]> out) {
    double found = one(out, name);
    double gap = Math.abs(found - expected);
    if (gap <= BundleContract.PARITY) return gap;
    throw new RefusedBundle(
        PARITY,
        "recorded row %d: the graph's %s is %s, the trainer's own arithmetic gave %s: export the model anew"
            .formatted(i, name, found, expected));
  }

  /** Each part is rounded to a float, so the bound grows with their size. */
  private static void checkParts(int i, Map<String, float[]> out) {
    double sum = one(out, BundleContract.BASE);
    double size = 1 + Math.abs(sum);
    for (float part : OnnxScorer.output(out, BundleContract.CONTRIBUTIONS)) {
      sum += part;
      size += Math.abs(part);
    }
    double logOdds = one(out, BundleContract.LOG_ODDS);
    if (Math.abs(sum - logOdds) <= SUMS_WITHIN * size) return;
    throw new RefusedBundle(
        CONTRIBUTIONS,
        "recorded row %d: base and contributions sum to %s, the log-odds are %s"
            .formatted(i, sum, logOdds));
  }

  private static double one(Map<String, float[]> out, String name) {
    return OnnxScorer.output(out, name)[0];
  }

  private Acceptance() {}
}
