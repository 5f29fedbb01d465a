// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.List;
import java.util.Map;

/**
 * What a table job found and answers.
 *
 * @param rows learnt from
 * @param positive the label's text that the probability is of, "" for numbers
 * @param mean of the label: the base rate
 * @param protocol how it was judged, in words
 * @param columns how each column was used
 * @param models judged on rows they did not learn from: what knows nothing, the members, the whole
 * @param importance of columns, the most telling first; sums to 1
 * @param calibration how the members are put together and calibrated, in words
 * @param answers {@code [rows to predict]}: probabilities, or means of a number
 * @param explained one per row to predict, if asked for
 */
public record TableResult(
    int rows,
    String positive,
    double mean,
    String protocol,
    List<Column> columns,
    List<Line> models,
    List<Importance> importance,
    String calibration,
    double[] answers,
    List<Explained> explained) {

  /**
   * One model's figures.
   *
   * @param weight in the blend; 0 for what is only compared with
   */
  public record Line(String model, double weight, Map<String, Double> figures) {}

  /** How much of what moves the answers a column accounts for. */
  public record Importance(String column, double share) {}

  /**
   * Why a row got its answer.
   *
   * @param raw log-odds or mean: base plus all parts, within 1e-6
   * @param parts by column, in the order of the first row's
   */
  public record Explained(double raw, double base, Map<String, Double> parts) {}
}
