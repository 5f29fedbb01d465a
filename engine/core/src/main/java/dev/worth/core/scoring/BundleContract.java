// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.features.FeatureSchema;
import java.util.List;

/**
 * What a bundle holds, agreed between who trains and who serves. A bundle is a zip archive of
 *
 * <ul>
 *   <li>{@value #CARD}: the {@link ModelCard} as JSON;
 *   <li>{@value #MODEL}: an ONNX graph, input {@value #INPUT} float {@code [batch, WIDTH]}, outputs
 *       as below;
 *   <li>{@value #BACKBONE}: the closed-form part's parameters ({@link ClosedForm}) as JSON;
 *   <li>{@value #REFERENCE}: 101 quantiles of expected spend among reference customers ({@link
 *       Reference}), as a JSON array;
 *   <li>{@value #PEERS}: what is normal among the customers it was trained on ({@link Peers}), as
 *       JSON; a bundle without it only tells less beside its explanations;
 *   <li>{@value #INTERVALS}: where to look for quantiles of the spend, by stage ({@link
 *       Conformal}), as JSON; a bundle without it is asked for its own;
 *   <li>{@value #VECTORS}: recorded inputs and the outputs the trainer's own arithmetic gave, as
 *       JSON, for the parity check.
 * </ul>
 *
 * The input row is {@link dev.worth.core.features.Features#vector()} followed by what the backbone
 * says of the customer: {@link #BACKBONE_INPUTS}, see {@link BackboneInputs}. Outputs: {@value
 * #LOG_ODDS} {@code [batch,1]}, {@value #LOG_ORDERS} {@code [batch,1]} (log of the expected
 * orders), {@value #LOG_SPEND} {@code [batch,1]} (log of the expected spend), {@value #BASE} {@code
 * [batch,1]} and {@value #CONTRIBUTIONS} {@code [batch, WIDTH]}: base plus the row's contributions
 * is the log-odds. A graph may also give {@value #SPEND_SHAPE} {@code [batch,2]}: what a buyer
 * spends is then log-normal with that location and deviation; else it has the closed form's shape.
 */
public final class BundleContract {
  public static final String CARD = "card.json";
  public static final String MODEL = "model.onnx";
  public static final String BACKBONE = "backbone.json";
  public static final String REFERENCE = "reference.json";
  public static final String PEERS = "peers.json";
  public static final String INTERVALS = "intervals.json";
  public static final String VECTORS = "vectors.json";

  public static final String INPUT = "features";
  public static final String LOG_ODDS = "log_odds";
  public static final String LOG_ORDERS = "log_orders";
  public static final String LOG_SPEND = "log_spend";
  public static final String BASE = "base";
  public static final String CONTRIBUTIONS = "contributions";
  public static final String SPEND_SHAPE = "spend_shape";

  /**
   * What the backbone adds to the row: log-odds of a purchase, log of expected orders, log of
   * expected spend.
   */
  public static final List<String> BACKBONE_INPUTS =
      List.of("backbone_log_odds", "backbone_log_orders", "backbone_log_spend");

  /** Columns of the input row. */
  public static final int WIDTH = FeatureSchema.SIZE + BACKBONE_INPUTS.size();

  /**
   * Largest difference allowed between the trainer's arithmetic and the graph's, on any recorded
   * output.
   */
  public static final double PARITY = 1e-5;

  /**
   * Recorded rows for the parity check.
   *
   * @param inputs {@code [n][WIDTH]}
   * @param logOdds {@code [n]}
   * @param logOrders {@code [n]}
   * @param logSpend {@code [n]}
   */
  public record Vectors(
      float[][] inputs, double[] logOdds, double[] logOrders, double[] logSpend) {}

  private BundleContract() {}
}
