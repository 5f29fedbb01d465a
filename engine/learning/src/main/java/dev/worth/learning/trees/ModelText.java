// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * LightGBM's text form of a model. Where its format is defined: {@code Tree::ToString} in {@code
 * src/io/tree.cpp}, and {@code NumericalDecision} in {@code include/LightGBM/tree.h}.
 */
final class ModelText {
  private static final int CATEGORICAL = 1;
  private static final int DEFAULT_LEFT = 2;
  private static final int MISSING_SHIFT = 2;
  private static final int MISSING_NONE = 0;
  private static final int MISSING_NAN = 2;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private ModelText() {}

  static Forest read(String model) {
    var lines = model.lines().toList();
    var head = new HashMap<String, String>();
    var trees = new ArrayList<Tree>();
    var block = head;
    for (String line : lines) {
      if (line.startsWith("end of trees")) break;
      if (line.startsWith("Tree=")) {
        if (block != head) trees.add(tree(block));
        block = new HashMap<>();
      } else {
        put(block, line);
      }
    }
    if (block != head) trees.add(tree(block));
    int columns = Integer.parseInt(need(head, "max_feature_idx")) + 1;
    return new Forest(List.copyOf(trees), head.containsKey("average_output"), columns);
  }

  private static void put(Map<String, String> block, String line) {
    int equals = line.indexOf('=');
    if (equals > 0) block.put(line.substring(0, equals), line.substring(equals + 1));
    else if (!line.isBlank()) block.put(line.strip(), "");
  }

  private static Tree tree(Map<String, String> block) {
    int leaves = Integer.parseInt(need(block, "num_leaves"));
    double[] value = numbers(block, "leaf_value");
    if (leaves == 1) return leaf(value);
    if (!need(block, "num_cat").equals("0") || block.getOrDefault("is_linear", "0").equals("1"))
      throw new IllegalArgumentException(
          "categorical splits and linear leaves are not read: encode categories as numbers");
    int[] decisions = integers(block, "decision_type");
    double[] threshold = numbers(block, "threshold");
    boolean[] missingLeft = new boolean[decisions.length];
    for (int i = 0; i < decisions.length; i++)
      missingLeft[i] = missingLeft(decisions[i], threshold[i]);
    return new Tree(
        integers(block, "split_feature"),
        threshold,
        missingLeft,
        integers(block, "left_child"),
        integers(block, "right_child"),
        numbers(block, "split_gain"),
        numbers(block, "internal_count"),
        value,
        numbers(block, "leaf_count"));
  }

  private static Tree leaf(double[] value) {
    int[] no = {};
    double[] none = {};
    return new Tree(no, none, new boolean[0], no, no, none, none, value, new double[] {1});
  }

  /** Where no value was missing in training, LightGBM takes a missing one for 0. */
  private static boolean missingLeft(int decision, double threshold) {
    int missing = decision >> MISSING_SHIFT & 3;
    boolean known = missing == MISSING_NONE || missing == MISSING_NAN;
    if ((decision & CATEGORICAL) != 0 || !known)
      throw new IllegalArgumentException("a split of kind " + decision + " is not read");
    return missing == MISSING_NONE ? 0 <= threshold : (decision & DEFAULT_LEFT) != 0;
  }

  private static double[] numbers(Map<String, String> block, String name) {
    ToDoubleFunction<String> read = ModelText::number;
    return Arrays.stream(SPACE.split(need(block, name).strip())).mapToDouble(read).toArray();
  }

  /** A gain may be infinite, in C's spelling. */
  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static int[] integers(Map<String, String> block, String name) {
    return Arrays.stream(SPACE.split(need(block, name).strip()))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static String need(Map<String, String> block, String name) {
    String value = block.get(name);
    if (value == null)
      throw new IllegalArgumentException("no LightGBM model: its text has no " + name);
    return value;
  }
}
