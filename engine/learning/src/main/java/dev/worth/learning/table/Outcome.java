// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The label of each row as a number.
 *
 * @param y {@code [rows]}: 0 or 1, or any numbers
 * @param isBinary whether there are only two
 * @param positive the text that is 1, or "" for numbers
 */
public record Outcome(double[] y, boolean isBinary, String positive) {
  private static final int SHOWN = 5;

  /**
   * Reads 0/1, true/false, yes/no in any case; of two other texts the rarer one is positive; more
   * than two numbers are numbers.
   *
   * @throws IllegalArgumentException if that cannot be learnt from, with the remedy
   */
  public static Outcome of(String name, String[] cells) {
    Map<String, Long> counts =
        Arrays.stream(cells)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    if (counts.containsKey(""))
      throw new IllegalArgumentException(
          "label '%s' is missing in %d of %d rows: leave those rows out"
              .formatted(name, counts.get(""), cells.length));
    if (counts.size() == 1)
      throw new IllegalArgumentException(
          "label '%s' is '%s' in every row: two classes are needed to learn their difference"
              .formatted(name, counts.keySet().iterator().next()));
    if (counts.size() == 2) return binary(cells, positive(counts));
    if (counts.keySet().stream().allMatch(cell -> Cells.number(cell).isPresent()))
      return numbers(cells);
    throw new IllegalArgumentException(
        "label '%s' has %d values (%s ...): give two classes, or numbers"
            .formatted(
                name,
                counts.size(),
                counts.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "))));
  }

  private static Outcome binary(String[] cells, String positive) {
    double[] y = Arrays.stream(cells).mapToDouble(c -> c.equals(positive) ? 1 : 0).toArray();
    return new Outcome(y, true, positive);
  }

  private static Outcome numbers(String[] cells) {
    double[] y = Arrays.stream(cells).mapToDouble(c -> Cells.number(c).orElseThrow()).toArray();
    return new Outcome(y, false, "");
  }

  private static String positive(Map<String, Long> counts) {
    var texts = counts.keySet().stream().toList();
    var said = texts.stream().filter(t -> Cells.truth(t).orElse(false)).toList();
    boolean words = texts.stream().allMatch(t -> Cells.truth(t).isPresent());
    if (words && said.size() == 1) return said.getFirst();
    boolean numbers = texts.stream().allMatch(t -> Cells.number(t).isPresent());
    if (numbers)
      return Cells.number(texts.get(0)).orElseThrow() > Cells.number(texts.get(1)).orElseThrow()
          ? texts.get(0)
          : texts.get(1);
    return counts.getOrDefault(texts.get(0), 0L) < counts.getOrDefault(texts.get(1), 0L)
        ? texts.get(0)
        : texts.get(1);
  }

  int rows() {
    return y.length;
  }

  /** What a model answers when it knows nothing, on its own scale. */
  Loss loss() {
    return isBinary ? Loss.LOG_LOSS : Loss.SQUARED;
  }

  boolean[] truths() {
    boolean[] truths = new boolean[y.length];
    for (int i = 0; i < y.length; i++) truths[i] = y[i] > 0.5;
    return truths;
  }
}
