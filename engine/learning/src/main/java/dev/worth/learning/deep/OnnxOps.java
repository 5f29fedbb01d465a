// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import ai.onnx.proto.OnnxMl.AttributeProto;
import dev.worth.learning.onnx.OnnxFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a network down: every value is a name in an ONNX graph. The graph computes in doubles and
 * rounds its answers to floats: in floats the parts of a score would miss the whole by more than
 * 1e-6, and networks of this size cost microseconds either way.
 */
final class OnnxOps implements Ops<String> {
  /** Far beyond any probability that matters, and far inside what an exponential can hold. */
  private static final double LARGEST_LOG_ODDS = 500;

  private final Weights weights;
  private final OnnxFile file;
  private final Map<String, String> constants = new HashMap<>();
  private int values;

  /**
   * @param name of the graph
   */
  OnnxOps(String name, Weights weights) {
    this.weights = weights;
    this.file = new OnnxFile(name);
  }

  String input(String name, int width) {
    file.input(name, width);
    return node("Cast", List.of(name), OnnxFile.attribute("to", OnnxFile.DOUBLE));
  }

  void output(String name, String value, int width) {
    file.node("Cast", List.of(value), name, OnnxFile.attribute("to", OnnxFile.FLOAT));
    file.output(name, width);
  }

  byte[] bytes() {
    return file.bytes();
  }

  @Override
  public String learned(String name) {
    return constants.computeIfAbsent(name, n -> written(n, weights.get(n)));
  }

  private String written(String name, Matrix m) {
    double[] values = new double[m.values().length];
    Arrays.setAll(values, i -> m.values()[i]);
    file.doubles(name, values, m.rows(), m.columns());
    return name;
  }

  @Override
  public String row(double... values) {
    return constants.computeIfAbsent(Arrays.toString(values), key -> constant(values));
  }

  private String constant(double... values) {
    String name = name();
    file.doubles(name, values, 1, values.length);
    return name;
  }

  @Override
  public String column(String a, int index) {
    String at = name();
    file.integer(at, index);
    return node("Gather", List.of(a, at), OnnxFile.attribute("axis", 1));
  }

  @Override
  public String matmul(String a, String b) {
    return node("MatMul", List.of(a, b));
  }

  @Override
  public String transposed(String a) {
    return node("Transpose", List.of(a));
  }

  @Override
  public String add(String a, String b) {
    return node("Add", List.of(a, b));
  }

  @Override
  public String subtract(String a, String b) {
    return node("Sub", List.of(a, b));
  }

  @Override
  public String multiply(String a, String b) {
    return node("Mul", List.of(a, b));
  }

  @Override
  public String divide(String a, String b) {
    return node("Div", List.of(a, b));
  }

  @Override
  public String larger(String a, String b) {
    return node("Max", List.of(a, b));
  }

  @Override
  public String smaller(String a, String b) {
    return node("Min", List.of(a, b));
  }

  @Override
  public String exp(String a) {
    return node("Exp", List.of(a));
  }

  @Override
  public String log(String a) {
    return node("Log", List.of(a));
  }

  /** From its parts: Softplus itself exists for floats only. */
  @Override
  public String logSigmoid(String a) {
    String within = larger(smaller(a, row(LARGEST_LOG_ODDS)), row(-LARGEST_LOG_ODDS));
    return subtract(row(0), log(add(exp(subtract(row(0), within)), row(1))));
  }

  @Override
  public String mean(String a) {
    return node("ReduceMean", List.of(a), OnnxFile.attribute("keepdims", 1));
  }

  private String node(String op, List<String> inputs, AttributeProto... attributes) {
    String name = name();
    file.node(op, inputs, name, attributes);
    return name;
  }

  private String name() {
    return "v" + values++;
  }
}
