// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import dev.worth.core.scoring.BundleContract;
import dev.worth.learning.onnx.OnnxFile;
import java.util.List;

/**
 * Writes a {@link TreeModel} as an ONNX graph with the inputs and outputs of {@link
 * BundleContract}. The log-odds are the sum of their reasons: the trees that answer are those of
 * {@link Unrolled}, and the sum is in doubles.
 */
final class TreeModelGraph {
  private static final int WIDTH = BundleContract.WIDTH;

  private final OnnxFile graph = new OnnxFile("worth-trees");
  private final TreeModel model;

  private TreeModelGraph(TreeModel model) {
    this.model = model;
  }

  /** Same model, same bytes. */
  static byte[] of(TreeModel model) {
    return new TreeModelGraph(model).write();
  }

  private byte[] write() {
    graph.input(BundleContract.INPUT, WIDTH);
    graph.node(
        "Cast", List.of(BundleContract.INPUT), "x", OnnxFile.attribute("to", OnnxFile.DOUBLE));
    graph.row("zero", 0);
    graph.oddsConstants();
    graph.integer("columns", 1);
    logOdds();
    buyers();
    for (String one : List.of("log_odds", "log_orders", "log_spend", "base")) graph.rounded(one, 1);
    graph.rounded(BundleContract.CONTRIBUTIONS, WIDTH);
    graph.uses(Ensemble.DOMAIN, Ensemble.OPSET);
    return graph.bytes();
  }

  private void logOdds() {
    var part = model.logOdds();
    double[] passed = new double[WIDTH];
    double[] usual = new double[WIDTH];
    if (part.known() >= 0) {
      passed[part.known()] = 1;
      usual[part.known()] = part.usual();
    }
    graph.row("passed_on", passed);
    graph.row("usual", usual);
    graph.node("Sub", List.of("x", "usual"), "x_unusual");
    graph.node("Mul", List.of("x_unusual", "passed_on"), "passed_on_parts");
    trees(Ensemble.contributions(part.forest()), "tree_parts", "passed_on_parts", "zero");
    graph.node("Add", List.of("tree_parts", "passed_on_parts"), "contributions_double");
    graph.node("ReduceSum", List.of("contributions_double", "columns"), "contributions_sum");
    graph.row("log_odds_base", part.base());
    graph.node("Add", List.of("contributions_sum", "log_odds_base"), "log_odds_double");
    graph.node("Mul", List.of("contributions_sum", "zero"), "zeros");
    graph.node("Add", List.of("zeros", "log_odds_base"), "base_double");
  }

  private void buyers() {
    graph.logProbability("log_odds_double", "log_p");
    String shift = model.leaning() ? leaning() : "log_p";
    part("orders", model.logOrders(), shift, "log_orders_free");
    graph.node("Max", List.of("log_orders_free", "log_p"), "log_orders_double");
    part("spend", model.logSpend(), shift, "log_spend_double");
  }

  private String leaning() {
    gather("backbone_log_odds", TreeModel.BACKBONE_LOG_ODDS);
    graph.logProbability("backbone_log_odds", "backbone_log_p");
    graph.node("Sub", List.of("log_p", "backbone_log_p"), "log_p_ratio");
    return "log_p_ratio";
  }

  private void part(String name, TreeModel.Part part, String shift, String result) {
    graph.row(name + "_level", part.level());
    trees(Ensemble.answers(part.forest()), name + "_trees", "log_p", "zero");
    graph.node("Add", List.of(name + "_trees", name + "_level"), name + "_grown");
    graph.node("Add", List.of(name + "_grown", shift), name + "_shifted");
    if (part.known() < 0) {
      graph.node("Add", List.of(name + "_shifted", "zero"), result);
      return;
    }
    gather(name + "_known", part.known());
    graph.node("Add", List.of(name + "_shifted", name + "_known"), result);
  }

  /** An ensemble's answers as doubles; without trees, zeros of the shape of something else. */
  private void trees(Ensemble ensemble, String name, String like, String zero) {
    if (ensemble.isEmpty()) {
      graph.node("Mul", List.of(like, zero), name);
      return;
    }
    graph.node(ensemble.node(BundleContract.INPUT, name + "_float", false));
    graph.node("Cast", List.of(name + "_float"), name, OnnxFile.attribute("to", OnnxFile.DOUBLE));
  }

  private void gather(String name, int column) {
    graph.integer(name + "_column", column);
    graph.node("Gather", List.of("x", name + "_column"), name, OnnxFile.attribute("axis", 1));
  }
}
