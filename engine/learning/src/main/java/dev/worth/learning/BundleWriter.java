// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Conformal;
import dev.worth.core.scoring.ModelCard;
import dev.worth.core.scoring.Peers;
import dev.worth.core.scoring.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the zip archive of {@link BundleContract}. The same parts give the same bytes: entries
 * have a fixed order and time, JSON objects sorted keys.
 */
public final class BundleWriter {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /**
   * What goes into a bundle.
   *
   * @param card its checksums are filled in here
   * @param graph ONNX
   */
  public record Parts(
      ModelCard card,
      byte[] graph,
      ClosedForm closedForm,
      Reference reference,
      Peers peers,
      Conformal intervals,
      Vectors vectors) {}

  public static byte[] write(Parts parts) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(BundleContract.MODEL, parts.graph());
    files.put(BundleContract.BACKBONE, json(parts.closedForm()));
    files.put(BundleContract.REFERENCE, json(parts.reference()));
    files.put(BundleContract.PEERS, json(parts.peers()));
    files.put(BundleContract.INTERVALS, json(parts.intervals()));
    files.put(BundleContract.VECTORS, json(parts.vectors()));
    var all = new LinkedHashMap<String, byte[]>();
    all.put(BundleContract.CARD, json(withChecksums(parts.card(), files)));
    all.putAll(files);
    return zip(all);
  }

  private static ModelCard withChecksums(ModelCard c, Map<String, byte[]> files) {
    var checksums = new TreeMap<String, String>();
    files.forEach((name, bytes) -> checksums.put(name, sha256(bytes)));
    return new ModelCard(
        c.version(),
        c.family(),
        c.trainedAt(),
        c.dataFrom(),
        c.dataTo(),
        c.customers(),
        c.currency(),
        c.schema(),
        c.seed(),
        c.settings(),
        c.metrics(),
        c.codeVersion(),
        checksums);
  }

  private static byte[] zip(Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of numbers and texts are always JSON: " + value, e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private BundleWriter() {}
}
