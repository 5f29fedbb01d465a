// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.scoring;

import static dev.worth.core.scoring.WorkedExample.HORIZON_DAYS;
import static dev.worth.core.scoring.WorkedExample.day;
import static dev.worth.core.scoring.WorkedExample.number;

import dev.worth.protocol.Contribution;
import dev.worth.protocol.Score;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One thing that a score tells, defined for people. Limits in the words and every figure of the
 * {@link WorkedExample} come from the code that scores.
 *
 * <p>Long because it is a table: one entry per output.
 */
public enum Output {
  PURCHASE_PROBABILITY(
      "purchase_probability",
      "probability, 0 to 1",
      "Probability of at least one order in the horizon, which begins at as_of. All horizons share"
          + " one survival curve: a longer one never has a lower probability. A bundle's model"
          + " speaks of the horizon it was trained for; for another the closed form's log-odds are"
          + " moved by what the model added there.",
      "从 as_of 起的预测期内至少下一单的概率。所有预测期共用一条生存曲线：预测期越长，概率不会更低。",
      score -> number(score.purchaseProbability()),
      Output::purchase),
  LAPSE_PROBABILITY(
      "lapse_probability",
      "probability, 0 to 1",
      "Probability of no order in the horizon: one less the purchase probability.",
      "预测期内没有任何订单的概率，即 1 减去购买概率。",
      score -> number(score.lapseProbability()),
      () -> "1 - %s".formatted(number(score().purchaseProbability()))),
  EXPECTED_ORDERS(
      "expected_orders",
      "orders",
      "Mean number of orders in the horizon. Sums over customers are totals.",
      "预测期内订单数的期望值，可按客户相加得到总量。",
      score -> number(score.expectedOrders()),
      Output::orders),
  EXPECTED_SPEND(
      "expected_spend",
      "the shop's currency",
      "Mean spend in the horizon, net of the returns usual in the shop: expected orders times the"
          + " expected amount of one. Sums over customers are totals. The intervals are central:"
          + " that of 80 % leaves a tenth of the outcomes below and a tenth above.",
      "预测期内消费额的期望值（扣除通常的退货）：期望订单数乘以期望客单价，可按客户相加。区间为中心区间。",
      score -> number(score.expectedSpend()),
      Output::spend),
  PERCENTILE(
      "percentile",
      "0 to 100",
      "Share of the model's reference customers whose expected spend is lower, half of those with"
          + " the same, over the horizon the model was trained for. 50 while nobody is known.",
      "模型参照客户中期望消费额更低者的百分比（相同者计一半）；尚无参照客户时为 50。",
      score -> number(score.percentile()),
      () -> "The baseline has no reference customers: everybody ranks in the middle."),
  NEXT_ORDER_DATE(
      "next_order_date",
      "UTC date",
      "Median of the time to the next order, given that it comes within the horizon: the day by"
          + " which half of the purchase probability is reached. Left out where a lapse in the"
          + " horizon is likelier than an order.",
      "在预测期内会下单的前提下，距下一单时间的中位数所在日期；若流失比下单更可能，则不给出。",
      score -> score.nextOrder() == null ? "none" : day(score.nextOrder()),
      Output::nextOrder),
  STAGE(
      "stage",
      "one of seven",
      ("Where the customer stands, by their own rhythm: late (cooling) after %.0f usual gaps"
           + " between order days, gone (lapsed) after %.0f and %.0f days at least; the usual gap"
           + " counts as %.0f days at least, and as %.0f before there is one. So that nobody goes"
           + " back and forth, a silence must pass the longest of the last %d gaps by %.2f times to"
           + " count, up to twice the plain limit; only an order leads back. Otherwise won_back"
           + " after a lapse until the next order, new with one order day, loyal from %d, else"
           + " active; a prospect has no order.")
          .formatted(
              Patience.COOLING_AFTER_GAPS,
              Patience.LAPSED_AFTER_GAPS,
              Patience.LAPSED_AFTER_DAYS,
              Patience.SHORTEST_GAP,
              Patience.FIRST_GAP,
              Patience.REMEMBERED,
              Patience.MARGIN,
              LifeCycle.LOYAL_FROM_ORDER_DAYS),
      "按客户自身节奏划分的生命周期阶段。为避免反复跳变，沉默须明显超过近期最长间隔才算变冷或流失，只有新订单才能恢复。",
      score -> score.stage().name().toLowerCase(Locale.ROOT),
      Output::stage),
  BASIS(
      "basis",
      "prior, thin or full",
      "How much of the score rests on the customer's own orders: prior without any, thin with one"
          + " or two, full from three.",
      "评分依据：无订单为 prior，一至两单为 thin，三单及以上为 full。",
      score -> score.basis().name().toLowerCase(Locale.ROOT),
      () -> "%d orders.".formatted(WorkedExample.features().orders())),
  CONTRIBUTIONS(
      "contributions",
      "log-odds",
      "What each feature adds to the log-odds of a purchase. base_log_odds plus all of them is the"
          + " score's log-odds, within a millionth; explained_by names the method. Beside the value"
          + " stand usual, the customer's own normal, and peers, the median of customers of the"
          + " same basis.",
      "每个特征对购买对数几率的贡献；基准加全部贡献即为得分的对数几率。usual 为客户自身常态，peers 为同类客户的中位数。",
      score -> number(score.baseLogOdds() + parts(score)),
      Output::contributions);

  private final String code;
  private final String unit;
  private final String english;
  private final String chinese;
  private final Function<Score, String> value;
  private final Supplier<String> steps;

  Output(
      String code,
      String unit,
      String english,
      String chinese,
      Function<Score, String> value,
      Supplier<String> steps) {
    this.code = code;
    this.unit = unit;
    this.english = english;
    this.chinese = chinese;
    this.value = value;
    this.steps = steps;
  }

  /** The field's name in an answer. */
  public String code() {
    return code;
  }

  public String unit() {
    return unit;
  }

  public String english() {
    return english;
  }

  public String chinese() {
    return chinese;
  }

  /** What a score tells, as text. */
  public String of(Score score) {
    return value.apply(score);
  }

  /** How the value of the {@link WorkedExample} comes about. */
  public String steps() {
    return steps.get();
  }

  public static Optional<Output> named(String code) {
    return Arrays.stream(values()).filter(output -> output.code.equals(code)).findFirst();
  }

  /** The whole page, as Markdown. */
  public String page() {
    return """
    # %s

    Unit: %s.

    %s

    %s

    ## Worked example

    %s

    %s

    %s = **%s**
    """
        .formatted(code, unit, english, chinese, WorkedExample.told(), steps(), code, of(score()));
  }

  private static Score score() {
    return WorkedExample.score();
  }

  private static String purchase() {
    var history = WorkedExample.history();
    var model = Baseline.purchaseModel();
    double now = model.logLikelihood(history);
    double quiet = model.logLikelihood(history.quietFor(HORIZON_DAYS));
    return ("%s, with %d repeats in %.0f days and %.0f days of age, has a log-likelihood of %s;"
            + " with %.0f more days of silence it is %s. No order: exp(%s - %s) = %s. One or"
            + " more: 1 less that.")
        .formatted(
            "BG/NBD",
            history.repeats(),
            history.recency(),
            history.age(),
            number(now),
            HORIZON_DAYS,
            number(quiet),
            number(quiet),
            number(now),
            number(Math.exp(quiet - now)));
  }

  private static String orders() {
    double mean = Baseline.purchaseModel().expectedOrders(WorkedExample.history(), HORIZON_DAYS);
    return "BG/NBD expects %s purchase days, each of one order.".formatted(number(mean));
  }

  private static String spend() {
    double one = score().expectedSpend() / score().expectedOrders();
    var interval = score().intervals().get(1);
    return "%s orders of %s EUR each, the expected amount after %d seen. In 80 of 100 cases between %s and %s."
        .formatted(
            number(score().expectedOrders()),
            number(one),
            WorkedExample.facts().size(),
            number(interval.lower()),
            number(interval.upper()));
  }

  private static String nextOrder() {
    double half = score().purchaseProbability() / 2;
    var next =
        Objects.requireNonNull(score().nextOrder(), "the example's customer is likely to buy");
    double days = Duration.between(WorkedExample.AS_OF, next).toMillis() / 86_400_000.0;
    var curve = new Baseline().purchases(WorkedExample.features());
    return "Half of the purchase probability is %s; within %.2f days an order comes with %s."
        .formatted(number(half), days, number(curve.applyAsDouble(days)));
  }

  private static String stage() {
    var features = WorkedExample.features();
    var patience = Patience.now(features.totals());
    return ("%d order days, usually %.2f days apart; silent for %.0f days. Late after %.2f, gone"
            + " after %.2f.")
        .formatted(
            features.orderDays(),
            features.totals().gaps().mean(),
            features.daysSince(features.totals().lastOrder(), 0),
            patience.cooling(),
            patience.lapsed());
  }

  private static String contributions() {
    var text = new StringBuilder("base_log_odds ").append(number(score().baseLogOdds()));
    for (Contribution part : score().contributions())
      text.append(", ").append(part.code()).append(' ').append(number(part.logOdds()));
    double p = score().purchaseProbability();
    return text + ". The sum, and the log-odds of " + number(p) + ":";
  }

  private static double parts(Score score) {
    return score.contributions().stream().mapToDouble(Contribution::logOdds).sum();
  }
}
