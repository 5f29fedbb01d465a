// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.plot;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lines over two axes, with a legend.
 *
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 */
public record Chart(String title, String x, String y, List<Line> lines) {
  /**
   * One line.
   *
   * @param name in the legend
   * @param xs as many as {@code ys}
   * @param isReference drawn dashed and grey: what would be ideal, or what was
   */
  public record Line(String name, double[] xs, double[] ys, boolean isReference) {
    public Line {
      if (xs.length != ys.length)
        throw new IllegalArgumentException(
            "line '%s' has %d places and %d heights: give as many of both"
                .formatted(name, xs.length, ys.length));
    }

    public static Line of(String name, double[] xs, double[] ys) {
      return new Line(name, xs, ys, false);
    }

    public static Line reference(String name, double[] xs, double[] ys) {
      return new Line(name, xs, ys, true);
    }

    Stream<Double> finite(boolean horizontal) {
      double[] values = horizontal ? xs : ys;
      return java.util.Arrays.stream(values).filter(Double::isFinite).boxed();
    }
  }

  /** The chart as an SVG document. */
  public String svg() {
    return new SvgWriter(this).write();
  }

  Axis horizontal() {
    return Axis.over(lines.stream().flatMap(line -> line.finite(true)).toList());
  }

  Axis vertical() {
    return Axis.over(lines.stream().flatMap(line -> line.finite(false)).toList());
  }
}
