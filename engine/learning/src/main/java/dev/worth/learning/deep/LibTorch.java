// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library that trains networks. Loaded when first asked for, which unpacks 450 MB to
 * {@code ~/.cache/worth/native} the first time ({@code -Dorg.bytedeco.javacpp.cachedir} names
 * another folder). One thread computes, so that the same seed gives the same weights.
 */
public final class LibTorch {
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";
  private static final String MOST_BYTES = "org.bytedeco.javacpp.maxBytes";
  private static final String MOST_RESIDENT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private static boolean loaded;

  private LibTorch() {}

  /** Why networks cannot be trained here, with the remedy; empty when they can. */
  public static Optional<String> missing() {
    try {
      load();
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * @throws IllegalStateException if it cannot be loaded, with the remedy
   */
  static synchronized void load() {
    if (loaded) return;
    settings();
    try {
      Loader.load(torch.class);
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "networks need LibTorch, which does not load on %s (%s): this release brings it for linux-x86_64; train another family, such as mixture_stack, or add the classifier of your platform to engine/learning/pom.xml"
              .formatted(platform(), e.getMessage()),
          e);
    }
    torch.set_num_threads(1);
    openblas.blas_set_num_threads(1);
    loaded = true;
  }

  /**
   * Must come before any class of JavaCPP. By default it would refuse memory once the whole process
   * holds four heaps, whoever holds it.
   */
  private static void settings() {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "worth", "native");
    setUnlessSet(CACHE, cache.toString());
    setUnlessSet(MOST_BYTES, "0");
    setUnlessSet(MOST_RESIDENT, "0");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }

  private static String platform() {
    return System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }
}
