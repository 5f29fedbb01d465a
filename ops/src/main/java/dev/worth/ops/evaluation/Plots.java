// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.ops.plot.Chart;
import dev.worth.ops.plot.Chart.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Draws a task: calibration, gain and coverage with everybody in it, deciles one by one. */
final class Plots {
  private final Path folder;
  private final String task;
  private final Truth truth;
  private final List<String> written = new ArrayList<>();

  /**
   * @param folder of the results; a task's plots lie in a folder of its name
   */
  Plots(Path folder, String task, Truth truth) {
    this.folder = folder;
    this.task = task;
    this.truth = truth;
  }

  /**
   * @param shown ours and some rivals
   * @return the files, relative to the folder
   */
  List<String> draw(List<Rival> shown) {
    var curves =
        shown.stream().map(one -> new Curves(one.name(), truth, one.predictions())).toList();
    var ideal = Line.reference("ideal", new double[] {0, 1}, new double[] {0, 1});
    together(
        "calibration",
        "mean probability of a purchase",
        "share that bought",
        curves,
        Curves::calibration,
        ideal);
    if (!truth.hasAmounts()) return written;
    together(
        "gain",
        "customers, highest expectation first, %",
        "share of all spend, %",
        curves,
        Curves::gain,
        curves.getFirst().bestGain());
    together(
        "coverage",
        "level of the quantile, %",
        "spends at or below it, %",
        curves,
        Curves::coverage,
        Line.reference("ideal", new double[] {0, 100}, new double[] {0, 100}));
    together(
        "coverage-deciles",
        "decile by expectation, 1 the highest",
        "spends inside the " + Curves.LEVEL + " % interval, %",
        curves,
        Curves::coverageByDecile,
        Line.reference(
            "promised", new double[] {1, 10}, new double[] {Curves.LEVEL, Curves.LEVEL}));
    for (int i = 0; i < shown.size(); i++) deciles(shown.get(i).name(), curves.get(i).deciles());
    return written;
  }

  private void together(
      String name,
      String x,
      String y,
      List<Curves> curves,
      Function<Curves, Optional<Line>> line,
      Line reference) {
    var lines = new ArrayList<>(curves.stream().map(line).flatMap(Optional::stream).toList());
    if (lines.isEmpty()) return;
    lines.add(reference);
    write(name, new Chart(task + ": " + name, x, y, lines));
  }

  private void deciles(String model, List<Line> lines) {
    if (!lines.isEmpty())
      write(
          "deciles-" + model,
          new Chart(task + ": deciles of " + model, "decile by expectation", "mean spend", lines));
  }

  /** Adds a chart of somebody else's making. */
  void write(String name, Chart chart) {
    String file = task + "/" + name + ".svg";
    try {
      Files.writeString(folder.resolve(file), chart.svg());
      written.add(file);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.resolve(file) + " cannot be written", e);
    }
  }
}
