// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import dev.worth.core.scoring.renewal.RhythmTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Members that differ in what a history cannot settle, such as the clock, averaged by what speaks
 * for each; with credible amounts.
 *
 * @param rhythms among which customers are divided
 * @param members weights sum to 1, the heaviest first
 * @param amounts of purchase days; null for a shop that knows no amounts
 * @param ordersPerPurchase orders (invoices) per purchase day, at least 1
 * @param returnRatio returns over gross sales, in [0, 1)
 */
public record Mixture(
    RhythmTable rhythms,
    List<MixtureMember> members,
    @Nullable CredibleAmounts amounts,
    double ordersPerPurchase,
    double returnRatio)
    implements ShopModel {

  public Mixture {
    if (members.isEmpty()) throw new IllegalArgumentException("a mixture without members");
    double sum = members.stream().mapToDouble(MixtureMember::weight).sum();
    if (Math.abs(sum - 1) > 1e-6)
      throw new IllegalArgumentException("the members' weights sum to " + sum + ", not to 1");
    if (!(ordersPerPurchase >= 1 && ordersPerPurchase < Double.POSITIVE_INFINITY))
      throw new IllegalArgumentException(
          "ordersPerPurchase is " + ordersPerPurchase + ", must be >= 1 and finite");
    if (!(returnRatio >= 0 && returnRatio < 1))
      throw new IllegalArgumentException("returnRatio is " + returnRatio + ", must lie in [0, 1)");
    members = List.copyOf(members);
    for (MixtureMember member : members) member.check(rhythms.size());
  }

  @Override
  public SeasonalClock clock() {
    return members.getFirst().clock();
  }

  @Override
  public Outlook outlook(Purchases customer, Instant now, Duration horizon) {
    Instant until = now.plus(horizon);
    double p = 0;
    double expected = 0;
    double[] counts = new double[1];
    for (MixtureMember member : members) {
      var ahead = member.ahead(rhythms, customer, now, member.clock().elapsed(now, until));
      p += member.weight() * ahead.pPurchase();
      expected += member.weight() * ahead.expected();
      counts = sum(counts, ahead.counts(), member.weight());
    }
    p = Math.min(1, p);
    var spend = spend(p, expected, counts, customer);
    return new Outlook(p, 1, expected * ordersPerPurchase, spend.mean(), spend);
  }

  @Override
  public DoubleUnaryOperator purchases(Purchases customer, Instant now) {
    var each = members.stream().map(member -> member.purchases(rhythms, customer, now)).toList();
    return days -> {
      double p = 0;
      for (int i = 0; i < each.size(); i++)
        p += members.get(i).weight() * each.get(i).applyAsDouble(days);
      return Math.min(1, p);
    };
  }

  @Override
  public double[] afterTheFirst(Instant at, double days) {
    double[] counts = new double[1];
    for (MixtureMember member : members) {
      var ahead = member.newcomer(rhythms, at, days);
      counts = sum(counts, ahead.counts(), member.weight());
      counts[0] += member.weight() * (1 - ahead.pPurchase());
    }
    return counts;
  }

  @Override
  public SpendDistribution newcomersSpend(double p, double expected, double[] counts) {
    return spend(p, expected, counts, new Purchases(Instant.EPOCH, Instant.EPOCH, 0, 0, 0));
  }

  private SpendDistribution spend(double p, double expected, double[] counts, Purchases customer) {
    if (amounts == null) return SpendDistribution.nothing();
    var value = amounts.given(customer.paid(), customer.meanAmount(), customer.logAmounts());
    return LogNormalSpend.of(p, expected, counts, value).net(returnRatio);
  }

  private static double[] sum(double[] a, double[] b, double weight) {
    double[] sum = Arrays.copyOf(a, Math.max(a.length, b.length));
    for (int n = 0; n < b.length; n++) sum[n] += weight * b[n];
    return sum;
  }
}
