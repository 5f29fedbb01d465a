// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The events every peer was measured with: 20,000 customers (Zipf, s = 1), page views 60 %, product
 * views 20 %, cart 8 %, orders 7 %, coupons 3 %, refunds 2 %; 1 % exact repeats of one of the last
 * 500 lines, 1 % late by 1 to 30 minutes; about 319 bytes of CloudEvents JSON each. The same draws
 * from the same seed as the peers' generator give the same lines.
 */
final class Workload {
  static final String[] KINDS = {
    "page_viewed",
    "product_viewed",
    "product_added",
    "order_completed",
    "coupon_applied",
    "order_refunded"
  };
  private static final double[] SHARES = {.60, .20, .08, .07, .03, .02};
  private static final String[] CATEGORIES = {
    "shoes",
    "books",
    "garden",
    "kitchen",
    "toys",
    "sport",
    "beauty",
    "electronics",
    "outdoor",
    "music"
  };
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  /**
   * One line of the workload.
   *
   * @param json the CloudEvent
   * @param number of the event; a repeat has its original's
   * @param kind index into {@link #KINDS}
   * @param amount in minor units, 0 for views
   */
  record Line(byte[] json, int number, String customer, int kind, long amount) {
    /**
     * Orders, coupons and refunds change what a customer is worth: they are answered with a score.
     */
    boolean scored() {
      return kind >= 3;
    }
  }

  private static final int REPEATS_REACH_BACK = 500;

  private final Random random;
  private final double[] zipf;
  private final long start;
  private final long step;
  private final ArrayDeque<Line> recent = new ArrayDeque<>();
  private int next;

  private Workload(int customers, long seed, long start, long step) {
    random = new Random(seed);
    zipf = zipf(customers);
    this.start = start;
    this.step = step;
  }

  /** The peers' workload. */
  static List<Line> generate(int size, int customers, long seed) {
    return new Workload(customers, seed, START, 25_000).next(size);
  }

  /** A workload of any length whose events are {@code step} milliseconds apart. */
  static Workload from(int customers, long seed, Instant start, long step) {
    return new Workload(customers, seed, start.toEpochMilli(), step);
  }

  /** The next lines. */
  List<Line> next(int size) {
    var lines = new ArrayList<Line>(size);
    while (lines.size() < size) lines.add(remembered(draw()));
    return lines;
  }

  private Line remembered(Line line) {
    recent.addFirst(line);
    if (recent.size() > REPEATS_REACH_BACK) recent.removeLast();
    return line;
  }

  static String customer(int rank) {
    return String.format("c-%08d", rank);
  }

  /** Cumulated Zipf weights of {@code n} ranks. */
  static double[] zipf(int n) {
    double[] cumulated = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) cumulated[i] = sum += 1.0 / (i + 1);
    for (int i = 0; i < n; i++) cumulated[i] /= sum;
    return cumulated;
  }

  static int rank(double[] cumulated, Random random) {
    int found = Arrays.binarySearch(cumulated, random.nextDouble());
    return Math.min(cumulated.length - 1, found < 0 ? -found - 1 : found);
  }

  /** What each customer's counts per kind must be once every line was taken exactly once. */
  static Map<String, int[]> truth(List<Line> lines) {
    var known = new HashSet<Integer>();
    var truth = new HashMap<String, int[]>();
    for (Line line : lines) {
      if (known.add(line.number))
        truth.computeIfAbsent(line.customer, c -> new int[KINDS.length])[line.kind]++;
    }
    return truth;
  }

  private Line draw() {
    if (random.nextInt(100) == 0 && recent.size() > 100) {
      return recent.stream().skip(random.nextInt(recent.size())).findFirst().orElseThrow();
    }
    String customer = customer(rank(zipf, random));
    int kind = kind(random.nextDouble());
    long at = start + next * step + random.nextInt(20_000);
    if (random.nextInt(100) == 0) at -= (1 + random.nextInt(30)) * 60_000L;
    long amount = kind >= 2 ? 199 + random.nextInt(40_000) : 0;
    String json = json(customer, kind, at, amount, CATEGORIES[random.nextInt(CATEGORIES.length)]);
    return new Line(json.getBytes(StandardCharsets.UTF_8), next++, customer, kind, amount);
  }

  private static int kind(double draw) {
    int kind = 0;
    while (kind < 5 && draw >= SHARES[kind]) draw -= SHARES[kind++];
    return kind;
  }

  private String json(String customer, int kind, long at, long amount, String category) {
    String id = String.format("e-%09d", next);
    int shop = 1 + random.nextInt(3);
    String coupon = kind == 4 ? "\"SPRING" + random.nextInt(50) + "\"" : "null";
    return """
    {"specversion":"1.0","id":"%s","source":"/shop/eu-%d","type":"shop.%s","time":"%s","subject":"%s",\
    "datacontenttype":"application/json","data":{"customer":"%s","amount":%d,"currency":"EUR","category":"%s",\
    "coupon":%s,"product":"p-%d","page":"/%s/p"}}\
    """
        .formatted(
            id,
            shop,
            KINDS[kind],
            Instant.ofEpochMilli(at),
            customer,
            customer,
            amount,
            category,
            coupon,
            100_000 + random.nextInt(900_000),
            category);
  }
}
