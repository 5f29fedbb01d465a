// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static dev.worth.node.model.RefusedBundle.Reason.BAD_CARD;
import static dev.worth.node.model.RefusedBundle.Reason.CHECKSUM;
import static dev.worth.node.model.RefusedBundle.Reason.OTHER_CURRENCY;
import static dev.worth.node.model.RefusedBundle.Reason.OTHER_FEATURES;
import static dev.worth.node.model.RefusedBundle.Reason.UNREADABLE_ENTRY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Conformal;
import dev.worth.core.scoring.Explanation;
import dev.worth.core.scoring.ModelCard;
import dev.worth.core.scoring.Peers;
import dev.worth.core.scoring.Reference;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A bundle, read and checked as far as that goes without running its graph. */
record Bundle(
    ModelCard card,
    byte[] graph,
    ClosedForm closedForm,
    Reference reference,
    Peers peers,
    Conformal intervals,
    Vectors vectors) {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,99}");
  private static final String HORIZON = "horizon_days";
  private static final double LONGEST_HORIZON = 3_660;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * @throws RefusedBundle with the first thing that is wrong
   */
  static Bundle read(byte[] zip, String currency) {
    Archive archive = Archive.of(zip);
    ModelCard card = card(archive);
    checkSums(archive, card);
    checkShop(card, currency);
    return new Bundle(
        card,
        archive.entry(BundleContract.MODEL),
        json(archive, BundleContract.BACKBONE, ClosedForm.class),
        json(archive, BundleContract.REFERENCE, Reference.class),
        optional(archive, BundleContract.PEERS, Peers.class).orElse(Peers.NONE),
        optional(archive, BundleContract.INTERVALS, Conformal.class).orElse(Conformal.NONE),
        json(archive, BundleContract.VECTORS, Vectors.class));
  }

  /** The horizon its graph has learned; empty where the card does not say, then it is any. */
  OptionalDouble horizonDays() {
    String told = card.settings().get(HORIZON);
    return told == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(told));
  }

  /** How the graph takes its answers apart. */
  String explainedBy() {
    return card.settings().getOrDefault("explanation", Explanation.ADDITIVE);
  }

  private static void checkHorizon(ModelCard card) {
    String told = card.settings().getOrDefault(HORIZON, "1");
    try {
      double days = Double.parseDouble(told);
      if (days > 0 && days <= LONGEST_HORIZON) return;
    } catch (NumberFormatException e) {
      throw new RefusedBundle(BAD_CARD, noHorizon(told), e);
    }
    throw new RefusedBundle(BAD_CARD, noHorizon(told));
  }

  private static String noHorizon(String told) {
    return "setting horizon_days is '" + told + "': give days, above 0 and at most 3660";
  }

  /** The card alone, which must have every entry of {@link ModelCard}. */
  static ModelCard card(Archive archive) {
    ObjectReader complete =
        JSON.readerFor(ModelCard.class)
            .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
    try {
      ModelCard card = complete.readValue(archive.entry(BundleContract.CARD));
      checkVersion(card.version());
      checkHorizon(card);
      return card;
    } catch (JsonProcessingException e) {
      throw new RefusedBundle(BAD_CARD, "card.json: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedBundle(BAD_CARD, "card.json: " + e.getMessage(), e);
    }
  }

  /** A version becomes a file's name. */
  static void checkVersion(String version) {
    if (VERSION.matcher(version).matches()) return;
    throw new RefusedBundle(
        BAD_CARD,
        "the version '"
            + version
            + "' is no name: use 1 to 100 letters, digits, dots and dashes, a letter or digit"
            + " first");
  }

  private static void checkSums(Archive archive, ModelCard card) {
    for (Map.Entry<String, byte[]> entry : archive.entries().entrySet()) {
      if (entry.getKey().equals(BundleContract.CARD)) continue;
      String expected = card.checksums().get(entry.getKey());
      if (sha256(entry.getValue()).equalsIgnoreCase(expected)) continue;
      throw new RefusedBundle(
          CHECKSUM,
          entry.getKey() + " is not the one the card was written for: send the bundle again");
    }
  }

  private static void checkShop(ModelCard card, String currency) {
    if (!card.schema().equals(FeatureSchema.FINGERPRINT)) {
      throw new RefusedBundle(
          OTHER_FEATURES,
          "the model reads features %s, this release has %s: train it again with this release"
              .formatted(card.schema(), FeatureSchema.FINGERPRINT));
    }
    if (!card.currency().equals(currency)) {
      throw new RefusedBundle(
          OTHER_CURRENCY,
          "the model speaks of amounts in %s, this shop's are in %s: train it on this shop's facts"
              .formatted(card.currency(), currency));
    }
  }

  /** Of an entry that older bundles lack. */
  private static <T> Optional<T> optional(Archive archive, String name, Class<T> type) {
    return archive.entries().containsKey(name)
        ? Optional.of(json(archive, name, type))
        : Optional.empty();
  }

  private static <T> T json(Archive archive, String name, Class<T> type) {
    try {
      T value = JSON.readValue(archive.entry(name), type);
      if (value != null) return value;
      throw new RefusedBundle(UNREADABLE_ENTRY, name + " is empty");
    } catch (IOException e) {
      throw new RefusedBundle(
          UNREADABLE_ENTRY, name + " is no " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
