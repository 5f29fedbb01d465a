// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.ModelCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/**
 * What an earlier model lends to a training.
 *
 * @param card of it
 * @param shop its closed form
 * @param graph ONNX, with what it had learned
 */
record Start(ModelCard card, ClosedForm shop, byte[] graph) {
  private static final int LARGEST_ENTRY = 256 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * Reads a bundle.
   *
   * @throws IllegalArgumentException if it is damaged, or of other features or another currency:
   *     the message goes on the card
   */
  static Start read(byte[] bundle, String currency) {
    var files = unzipped(bundle);
    var card = json(files, BundleContract.CARD, ModelCard.class);
    if (!card.schema().equals(FeatureSchema.FINGERPRINT))
      throw unusable("it reads features " + card.schema() + ", not " + FeatureSchema.FINGERPRINT);
    if (!card.currency().equals(currency))
      throw unusable("its amounts are in " + card.currency() + ", not " + currency);
    card.checksums().forEach((name, sum) -> check(files, name, sum));
    var shop = json(files, BundleContract.BACKBONE, ClosedForm.class);
    return new Start(card, shop, entry(files, BundleContract.MODEL));
  }

  /** The closed form if it is one of buying till one dies. */
  Optional<Backbone> backbone() {
    return shop.backbone() instanceof Backbone backbone ? Optional.of(backbone) : Optional.empty();
  }

  private static void check(Map<String, byte[]> files, String name, String sum) {
    if (!BundleWriter.sha256(entry(files, name)).equalsIgnoreCase(sum))
      throw unusable(name + " is not the one its card was written for");
  }

  private static <T> T json(Map<String, byte[]> files, String name, Class<T> type) {
    try {
      return JSON.readValue(entry(files, name), type);
    } catch (IOException e) {
      throw unusable(
          name
              + " cannot be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static byte[] entry(Map<String, byte[]> files, String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) throw unusable("it has no " + name);
    return bytes;
  }

  private static Map<String, byte[]> unzipped(byte[] bundle) {
    var files = new HashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
        files.put(entry.getName(), zip.readNBytes(LARGEST_ENTRY));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable("it cannot be unpacked: " + e.getMessage());
    }
    return files;
  }

  private static IllegalArgumentException unusable(String why) {
    return new IllegalArgumentException(why);
  }
}
