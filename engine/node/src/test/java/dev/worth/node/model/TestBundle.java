// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.features.Features;
import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.BgNbd;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.GammaGamma;
import dev.worth.core.scoring.ModelCard;
import dev.worth.core.scoring.Prospects;
import dev.worth.core.scoring.Reference;
import dev.worth.core.scoring.SeasonalClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bundles to test with: what a trainer would write, and what it should not. */
final class TestBundle {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  static final ClosedForm CLOSED_FORM =
      new ClosedForm(
          new Backbone(
              new BgNbd(0.3, 30, 0.8, 2.4),
              new GammaGamma(6, 4, 15),
              SeasonalClock.CALENDAR,
              1.1,
              0.05),
          Prospects.SHIPPED);

  final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final String version;
  private UnaryOperator<ModelCard> change = UnaryOperator.identity();

  private TestBundle(String version, float weight, float bias) {
    this.version = version;
    entries.put(BundleContract.MODEL, LinearGraph.of(weight, bias).bytes());
    entries.put(BundleContract.BACKBONE, json(CLOSED_FORM));
    entries.put(BundleContract.REFERENCE, json(Reference.of(new double[] {1, 10, 100})));
    entries.put(BundleContract.VECTORS, json(vectors(weight, bias)));
  }

  static TestBundle of(String version, float weight, float bias) {
    return new TestBundle(version, weight, bias);
  }

  /** Somebody nobody knows yet. */
  static Features somebody() {
    return Features.of(CustomerState.UNKNOWN, NOW, 30, "EUR");
  }

  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestBundle with(String entry, byte[] bytes) {
    entries.put(entry, bytes);
    return this;
  }

  TestBundle withCard(UnaryOperator<ModelCard> change) {
    this.change = change;
    return this;
  }

  ModelCard card() {
    var sums = new TreeMap<String, String>();
    entries.forEach((name, bytes) -> sums.put(name, Bundle.sha256(bytes)));
    return change.apply(
        new ModelCard(
            version,
            "linear",
            NOW,
            NOW.minusSeconds(86_400),
            NOW,
            1_000,
            "EUR",
            FeatureSchema.FINGERPRINT,
            1,
            Map.of("ridge", "1"),
            Map.of("auc", 0.7),
            "0.1.0",
            sums));
  }

  byte[] zip() {
    var all = new LinkedHashMap<String, byte[]>();
    all.put(BundleContract.CARD, json(card()));
    all.putAll(entries);
    return zip(all);
  }

  static byte[] zip(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        var header = new ZipEntry(entry.getKey());
        header.setTimeLocal(LocalDateTime.of(2026, 3, 1, 12, 0));
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Recorded rows with what the arithmetic of {@link LinearGraph} gives in doubles. */
  static Vectors vectors(float weight, float bias) {
    var random = new Random(1);
    float[][] rows = new float[8][BundleContract.WIDTH];
    double[][] outputs = new double[3][rows.length];
    for (int i = 0; i < rows.length; i++) {
      double sum = bias;
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = random.nextFloat(-1, 1);
        sum += (double) weight * rows[i][j];
      }
      outputs[0][i] = sum;
      outputs[1][i] = rows[i][BundleContract.WIDTH - 2];
      outputs[2][i] = rows[i][BundleContract.WIDTH - 1];
    }
    return new Vectors(rows, outputs[0], outputs[1], outputs[2]);
  }
}
