// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.SpendShape;
import dev.worth.learning.deep.ZilnNet.Heads;
import dev.worth.learning.model.Answer;
import dev.worth.learning.model.Model;
import java.util.Arrays;
import java.util.Optional;

/**
 * A trained network with the guard on its tail and the level it is held to.
 *
 * <p>The network's own mean, {@code e^(location + deviation^2 / 2)}, hangs on the far tail, of
 * which the least is known. So the logarithm of a buyer's expected spend is only {@link #trust}
 * times the network's word and for the rest what the closed form's credible amounts say. Quantiles
 * stay the network's own.
 *
 * @param trust in the network's means, 0 to 1
 * @param level what is added to everybody's answers
 */
public record ZilnModel(ZilnNet net, Weights weights, double trust, Answer level) implements Model {
  /** Raises nobody. */
  static final Answer AS_IT_IS = new Answer(0, 0, 0);

  public ZilnModel {
    if (!(trust >= 0 && trust <= 1))
      throw new IllegalArgumentException("a trust of " + trust + ": give 0 to 1");
  }

  private record Said<T>(T odds, T orders, T spend, Heads<T> heads) {}

  @Override
  public ZilnModel raised(double odds, double orders, double spend) {
    return new ZilnModel(
        net,
        weights,
        trust,
        new Answer(level.logOdds() + odds, level.logOrders() + orders, level.logSpend() + spend));
  }

  @Override
  public Answer answer(float[] row) {
    double[][] x = {new double[row.length]};
    Arrays.setAll(x[0], j -> row[j]);
    var said = said(new PlainOps(weights), x);
    var heads = said.heads();
    var shape = new SpendShape(heads.location()[0][0], heads.deviation()[0][0]);
    return new Answer(
        said.odds()[0][0], said.orders()[0][0], said.spend()[0][0], Optional.of(shape));
  }

  @Override
  public byte[] graph() {
    var ops = new OnnxOps("worth-ziln", weights);
    String x = ops.input(BundleContract.INPUT, BundleContract.WIDTH);
    var said = said(ops, x);
    String parts = net.contributions(ops, x);
    ops.output(BundleContract.LOG_ODDS, said.odds(), 1);
    ops.output(BundleContract.LOG_ORDERS, said.orders(), 1);
    ops.output(BundleContract.LOG_SPEND, said.spend(), 1);
    ops.output(BundleContract.BASE, rest(ops, said.odds(), parts), 1);
    ops.output(BundleContract.CONTRIBUTIONS, parts, BundleContract.WIDTH);
    ops.output(BundleContract.SPEND_SHAPE, pair(ops, said.heads()), 2);
    return ops.bytes();
  }

  private <T> Said<T> said(Ops<T> ops, T x) {
    var heads = net.heads(ops, x);
    T odds = ops.add(heads.odds(), ops.row(level.logOdds()));
    T buys = ops.logSigmoid(odds);
    T orders = ops.relu(ops.add(heads.orders(), ops.row(level.logOrders())));
    T spend = ops.add(perBuyer(ops, heads, x), ops.row(level.logSpend()));
    return new Said<>(odds, ops.add(buys, orders), ops.add(buys, spend), heads);
  }

  /** Log of what a buyer is expected to spend. */
  private <T> T perBuyer(Ops<T> ops, Heads<T> heads, T x) {
    T variance = ops.multiply(heads.deviation(), heads.deviation());
    T own = ops.add(heads.location(), ops.scaled(variance, 0.5));
    T credible = ZilnNet.known(ops, x, ZilnNet.LOG_SPEND);
    return ops.add(ops.scaled(own, trust), ops.scaled(credible, 1 - trust));
  }

  /** The log-odds less all their parts: what everybody starts from. */
  private static <T> T rest(Ops<T> ops, T odds, T parts) {
    double[] ones = new double[BundleContract.WIDTH];
    Arrays.fill(ones, 1);
    return ops.subtract(odds, ops.matmul(parts, ops.transposed(ops.row(ones))));
  }

  private static <T> T pair(Ops<T> ops, Heads<T> heads) {
    T location = ops.multiply(heads.location(), ops.row(1, 0));
    return ops.add(location, ops.multiply(heads.deviation(), ops.row(0, 1)));
  }
}
