// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.features;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Names, units and order of the model's input, and a fingerprint that changes with any of them. */
public final class FeatureSchema {
  public static final int SIZE = Feature.values().length;
  public static final String FINGERPRINT = fingerprint();

  public static List<String> names() {
    return Arrays.stream(Feature.values()).map(Feature::code).toList();
  }

  /** First 16 hex digits of the SHA-256 of one line "name unit" per feature. */
  private static String fingerprint() {
    String text =
        Arrays.stream(Feature.values())
            .map(f -> f.code() + " " + f.unit())
            .collect(Collectors.joining("\n"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private FeatureSchema() {}
}
