// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.trees;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Grows forests with the native LightGBM library, which is loaded when the first one is asked for.
 * Same rows, settings and seed: same trees.
 */
public final class LightGbm {
  private static final String BINNING = "num_threads=1 verbosity=-1 force_row_wise=true max_bin=";
  private static final int MOST_BINS = 255;

  private static boolean loaded;

  private LightGbm() {}

  /**
   * What trees are grown from.
   *
   * @param x {@code [n][columns]}, NaN where missing
   * @param y {@code [n]}
   * @param known {@code [n]} raw answers that the trees start from and do not hold themselves;
   *     empty if there are none
   */
  public record Rows(double[][] x, double[] y, double[] known) {
    public Rows(double[][] x, double[] y) {
      this(x, y, new double[0]);
    }

    public Rows {
      if (x.length == 0 || x.length != y.length)
        throw new IllegalArgumentException(
            x.length + " rows and " + y.length + " outcomes: give as many, and at least 1");
      if (known.length != 0 && known.length != x.length)
        throw new IllegalArgumentException(
            x.length + " rows and " + known.length + " known answers: give as many, or none");
    }
  }

  /** Why the native library cannot be used here, with the remedy; empty when it can. */
  public static Optional<String> missing() {
    try {
      load();
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param trees how many
   * @throws IllegalStateException if the native library cannot be loaded, with the remedy
   */
  public static Forest grow(Rows rows, Boosting settings, int trees, long seed) {
    return Forest.parse(model(rows, settings, trees, seed));
  }

  /** The same in LightGBM's text form. */
  public static String model(Rows rows, Boosting settings, int trees, long seed) {
    load();
    try (var data = data(rows);
        var booster = LGBMBooster.create(data, settings.parameters(seed))) {
      boolean done = false;
      for (int i = 0; i < trees && !done; i++) done = booster.updateOneIter();
      return booster.saveModelToString(0, 0, FeatureImportanceType.GAIN);
    } catch (LGBMException e) {
      throw new IllegalArgumentException("LightGBM refused: " + e.getMessage(), e);
    }
  }

  /**
   * Grows until another sample's loss has not fallen for a while.
   *
   * @param most trees
   * @param patience how many trees to wait for a better one
   */
  public static Forest grow(
      Rows rows, Rows watched, Boosting settings, int most, int patience, long seed) {
    load();
    try (var data = data(rows);
        var other = data(watched, data);
        var booster = LGBMBooster.create(data, settings.parameters(seed))) {
      booster.addValidData(other);
      double best = Double.POSITIVE_INFINITY;
      int bestAt = 0;
      boolean done = false;
      for (int i = 1; i <= most && i - bestAt <= patience && !done; i++) {
        done = booster.updateOneIter();
        double loss = booster.getEval(1)[0];
        if (loss < best) {
          best = loss;
          bestAt = i;
        }
      }
      return Forest.parse(booster.saveModelToString(0, 0, FeatureImportanceType.GAIN));
    } catch (LGBMException e) {
      throw new IllegalArgumentException("LightGBM refused: " + e.getMessage(), e);
    }
  }

  private static LGBMDataset data(Rows rows) throws LGBMException {
    return labelled(
        LGBMDataset.createFromMat(
            flat(rows.x()), rows.x().length, rows.x()[0].length, true, BINNING + MOST_BINS, null),
        rows);
  }

  private static LGBMDataset data(Rows rows, LGBMDataset like) throws LGBMException {
    return labelled(
        LGBMDataset.createFromMat(
            flat(rows.x()), rows.x().length, rows.x()[0].length, true, BINNING + MOST_BINS, like),
        rows);
  }

  private static LGBMDataset labelled(LGBMDataset data, Rows rows) throws LGBMException {
    float[] label = new float[rows.y().length];
    for (int i = 0; i < label.length; i++) label[i] = (float) rows.y()[i];
    data.setField("label", label);
    if (rows.known().length > 0) data.setField("init_score", rows.known());
    return data;
  }

  private static double[] flat(double[][] x) {
    int columns = x[0].length;
    double[] flat = new double[x.length * columns];
    for (int i = 0; i < x.length; i++) System.arraycopy(x[i], 0, flat, i * columns, columns);
    return flat;
  }

  private static synchronized void load() {
    try {
      if (!loaded) loadApart();
      loaded = true;
    } catch (IOException | LinkageError e) {
      throw new IllegalStateException(
          "LightGBM's native library cannot be loaded (%s): install the system's OpenMP runtime,"
                  .formatted(reason(e))
              + " on Debian and Ubuntu with apt-get install libgomp1",
          e);
    }
  }

  /**
   * The library unpacks itself under a fixed name into the folder for temporary files: into one of
   * its own, or a second process would overwrite what the first one runs.
   */
  private static void loadApart() throws IOException {
    String usual = System.getProperty("java.io.tmpdir");
    var own = Files.createTempDirectory("worth-lightgbm").toFile();
    own.deleteOnExit();
    System.setProperty("java.io.tmpdir", own.getPath());
    try {
      LGBMBooster.loadNative();
    } finally {
      System.setProperty("java.io.tmpdir", usual);
      var unpacked = own.listFiles();
      if (unpacked != null) for (var file : unpacked) file.deleteOnExit();
    }
  }

  private static String reason(Throwable e) {
    var last = e;
    while (last.getCause() != null) last = last.getCause();
    return String.valueOf(last.getMessage());
  }
}
