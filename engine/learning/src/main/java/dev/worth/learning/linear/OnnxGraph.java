// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.linear;

import dev.worth.core.scoring.BundleContract;
import dev.worth.learning.onnx.OnnxFile;
import java.util.List;

/**
 * Writes a {@link LinearModel} as an ONNX graph with the inputs and outputs of {@link
 * BundleContract}.
 *
 * <p>The graph computes in doubles, which costs a linear model nothing, and rounds its outputs to
 * floats. In floats the parts of a score would miss the whole by more than 1e-6.
 */
public final class OnnxGraph {

  private final OnnxFile graph = new OnnxFile("worth-linear");
  private final LinearModel model;

  private OnnxGraph(LinearModel model) {
    this.model = model;
  }

  /** The bytes of {@link BundleContract#MODEL}; same model, same bytes. */
  public static byte[] of(LinearModel model) {
    return new OnnxGraph(model).write();
  }

  private byte[] write() {
    int width = BundleContract.WIDTH;
    graph.input(BundleContract.INPUT, width);
    graph.node(
        "Cast", List.of(BundleContract.INPUT), "x", OnnxFile.attribute("to", OnnxFile.DOUBLE));
    standardise();
    logOdds();
    buyers();
    for (String one : List.of("log_odds", "log_orders", "log_spend", "base")) graph.rounded(one, 1);
    graph.rounded(BundleContract.CONTRIBUTIONS, width);
    return graph.bytes();
  }

  private void standardise() {
    graph.row("low", model.inputs().low());
    graph.row("high", model.inputs().high());
    graph.row("mean", model.inputs().mean());
    graph.row("inverse", model.inputs().inverse());
    graph.node("Max", List.of("x", "low"), "x_from");
    graph.node("Min", List.of("x_from", "high"), "x_within");
    graph.node("Sub", List.of("x_within", "mean"), "x_centred");
    graph.node("Mul", List.of("x_centred", "inverse"), "z");
  }

  private void logOdds() {
    graph.row("log_odds_weights", model.logOdds().weights());
    graph.row("log_odds_base", model.logOdds().base());
    graph.integer("columns", 1);
    graph.node("Mul", List.of("z", "log_odds_weights"), "contributions_double");
    graph.node("ReduceSum", List.of("contributions_double", "columns"), "contributions_sum");
    graph.node("Add", List.of("contributions_sum", "log_odds_base"), "log_odds_double");
    graph.row("zero", 0);
    graph.node("Mul", List.of("contributions_sum", "zero"), "zeros");
    graph.node("Add", List.of("zeros", "log_odds_base"), "base_double");
  }

  private void buyers() {
    graph.oddsConstants();
    graph.logProbability("log_odds_double", "log_p");
    String shift = model.leaning() ? leaning() : "log_p";
    head("orders", model.logOrders(), shift, "log_orders_free");
    graph.node("Max", List.of("log_orders_free", "log_p"), "log_orders_double");
    head("spend", model.logSpend(), shift, "log_spend_double");
  }

  private String leaning() {
    graph.integer("backbone", LinearModel.BACKBONE_LOG_ODDS);
    graph.node(
        "Gather", List.of("x", "backbone"), "backbone_log_odds", OnnxFile.attribute("axis", 1));
    graph.logProbability("backbone_log_odds", "backbone_log_p");
    graph.node("Sub", List.of("log_p", "backbone_log_p"), "log_p_ratio");
    return "log_p_ratio";
  }

  private void head(String name, Head head, String shift, String result) {
    graph.doubles(name + "_weights", head.weights(), head.weights().length, 1);
    graph.row(name + "_base", head.base());
    graph.node("MatMul", List.of("z", name + "_weights"), name + "_sum");
    graph.node("Add", List.of(name + "_sum", name + "_base"), name + "_per_buyer");
    graph.node("Add", List.of(name + "_per_buyer", shift), result);
  }
}
