// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static dev.worth.node.model.RefusedBundle.Reason.CHECKSUM;
import static dev.worth.node.model.RefusedBundle.Reason.VERSION_TAKEN;

import dev.worth.core.scoring.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of a node: one file {@code <version>.zip} each, never changed once written, and a
 * file {@code champion} that names the one in use.
 */
public final class ModelStore {
  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
  private static final String SUFFIX = ".zip";
  private static final String CHAMPION = "champion";

  /** Who answers, who might, and who did before. */
  private static final int REMEMBERED = 4;

  /** A file as it was when its card was read. */
  private record Key(Path file, long modified, long size) {}

  /**
   * A bundle that shows what the contract asks for.
   *
   * @param parity the largest difference between its graph and the trainer's arithmetic
   */
  record Accepted(Bundle bundle, double parity) {}

  private final Map<String, Accepted> lately = new LinkedHashMap<>(8, 0.75f, true);
  private final Map<Key, ModelCard> cards = new ConcurrentHashMap<>();
  private final Path folder;
  private final String currency;

  private ModelStore(Path folder, String currency) {
    this.folder = folder;
    this.currency = currency;
  }

  /**
   * @param folder made where it is missing
   * @param currency of the shop: models for another one are refused
   * @throws UncheckedIOException if the folder cannot be made
   */
  public static ModelStore open(Path folder, String currency) {
    try {
      Files.createDirectories(folder);
      return new ModelStore(folder, currency);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the models' folder " + folder + " cannot be made: give this user the right to write", e);
    }
  }

  /**
   * Keeps a bundle, if it holds what the contract says and its graph computes what the trainer did.
   * The same bundle again changes nothing.
   *
   * @return its card
   * @throws RefusedBundle with the reason
   * @throws UncheckedIOException if it cannot be written
   */
  public synchronized ModelCard register(byte[] zip) {
    ModelCard card = accepted(zip, Bundle.sha256(zip)).bundle().card();
    Path file = file(card.version());
    if (Files.exists(file)) checkSame(file, zip);
    else write(file, zip);
    return card;
  }

  /** Every bundle that can be read, by version; those that cannot are logged. */
  public List<ModelCard> list() {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .map(this::card)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the models' folder " + folder + " cannot be read", e);
    }
  }

  /** The bundle as it was registered, empty for an unknown version. */
  public Optional<byte[]> archive(String version) {
    Path file = file(version);
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the model " + file + " cannot be read", e);
    }
  }

  /** Whether there is a file of that version, sound or not. */
  public boolean has(String version) {
    return Files.exists(file(version));
  }

  /** Whether the bundle is there as it was registered. */
  public boolean has(String version, String sum) {
    return archive(version).filter(zip -> Bundle.sha256(zip).equals(sum)).isPresent();
  }

  /**
   * Part of a bundle's file.
   *
   * @param total bytes of the whole
   */
  public record Piece(long total, byte[] bytes) {}

  /**
   * At most so many bytes of a bundle, empty for an unknown version.
   *
   * @throws IllegalArgumentException if it has no such byte
   */
  public Optional<Piece> piece(String version, long from, int most) {
    Path file = file(version);
    if (!Files.exists(file)) return Optional.empty();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long total = channel.size();
      if (from < 0 || from > total)
        throw new IllegalArgumentException(file + " has " + total + " bytes, not " + from);
      var bytes = ByteBuffer.allocate((int) Math.min(most, total - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
      return Optional.of(new Piece(total, Arrays.copyOf(bytes.array(), bytes.position())));
    } catch (IOException e) {
      throw new UncheckedIOException("the model " + file + " cannot be read", e);
    }
  }

  /**
   * Keeps a registered bundle that another node sent, in the place of a damaged file if there is
   * one; {@link #load} checks what is in it.
   *
   * @return whether its bytes are the registered ones; others are not kept
   */
  public synchronized boolean take(String version, byte[] zip, String sum) {
    boolean isRegistered = Bundle.sha256(zip).equals(sum);
    if (isRegistered) write(file(version), zip);
    else LOG.warn("{} arrived as another bundle and is not kept", version);
    return isRegistered;
  }

  /** SHA-256 of every bundle that can be read, by version. */
  public Map<String, String> sums() {
    var sums = new TreeMap<String, String>();
    for (ModelCard card : list())
      archive(card.version()).ifPresent(zip -> sums.put(card.version(), Bundle.sha256(zip)));
    return sums;
  }

  /** SHA-256 in hex, as the registry has it of each bundle. */
  public static String sum(byte[] zip) {
    return Bundle.sha256(zip);
  }

  /** The card of one version, empty for one that is unknown or cannot be read. */
  public Optional<ModelCard> card(String version) {
    Path file = file(version);
    return Files.exists(file) ? card(file) : Optional.empty();
  }

  /**
   * A registered bundle, its bytes held once more against what was accepted: files rot.
   *
   * @param sum SHA-256 that the registry has of it, empty for any
   * @throws IllegalArgumentException for an unknown version
   * @throws RefusedBundle if the file is damaged, or another one
   */
  Accepted load(String version, String sum) {
    byte[] zip =
        archive(version)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no model '" + version + "' is registered: there are " + versions()));
    String found = Bundle.sha256(zip);
    if (!sum.isEmpty() && !found.equals(sum))
      throw new RefusedBundle(
          CHECKSUM,
          version + "'s file is not the bundle that was registered: restore it from a backup");
    return accepted(zip, found);
  }

  /** The same bytes are unpacked and tried once: judged, promoted and rolled back in a row. */
  private synchronized Accepted accepted(byte[] zip, String sum) {
    Accepted known = lately.get(sum);
    if (known != null) return known;
    Bundle bundle = Bundle.read(zip, currency);
    var fresh = new Accepted(bundle, Acceptance.check(bundle));
    lately.put(sum, fresh);
    if (lately.size() > REMEMBERED) lately.remove(lately.keySet().iterator().next());
    return fresh;
  }

  /** The version in use when the node last ran, empty for none. */
  public Optional<String> champion() {
    Path file = folder.resolve(CHAMPION);
    try {
      if (!Files.exists(file)) return Optional.empty();
      String version = Files.readString(file).strip();
      return version.isEmpty() ? Optional.empty() : Optional.of(version);
    } catch (IOException e) {
      throw new UncheckedIOException("which model is in use cannot be read from " + file, e);
    }
  }

  /** Remembers the version in use, the empty text for none. */
  synchronized void champion(String version) {
    write(folder.resolve(CHAMPION), version.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> versions() {
    return list().stream().map(ModelCard::version).toList();
  }

  private Optional<ModelCard> card(Path file) {
    try {
      var key = new Key(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file));
      ModelCard known = cards.get(key);
      if (known != null) return Optional.of(known);
      ModelCard card = Bundle.card(Archive.of(Files.readAllBytes(file)));
      cards.put(key, card);
      return Optional.of(card);
    } catch (IOException | RefusedBundle e) {
      LOG.warn("model {} is left out: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static void checkSame(Path file, byte[] zip) {
    try {
      if (Arrays.equals(Files.readAllBytes(file), zip)) return;
    } catch (IOException e) {
      throw new UncheckedIOException("the model " + file + " cannot be read", e);
    }
    throw new RefusedBundle(
        VERSION_TAKEN,
        file.getFileName() + " is another bundle: give this one a version of its own");
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Durably.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " cannot be written (" + e.getMessage() + "): free some space or grant the right",
          e);
    }
  }

  private Path file(String version) {
    Bundle.checkVersion(version);
    return folder.resolve(version + SUFFIX);
  }
}
