// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.ModelCard;
import dev.worth.node.model.RefusedBundle.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelStoreTest {
  @TempDir Path folder;

  @Test
  void a_whole_bundle_is_kept_and_listed_with_its_card() {
    var store = ModelStore.open(folder, "EUR");
    var bundle = TestBundle.of("m-1", 0.1f, -1);
    assertThat(store.register(bundle.zip())).isEqualTo(bundle.card());
    assertThat(store.list()).containsExactly(bundle.card());
    assertThat(store.archive("m-1")).hasValueSatisfying(z -> assertThat(z).isEqualTo(bundle.zip()));
    assertThat(store.archive("m-2")).isEmpty();
  }

  @Test
  void the_same_bundle_again_changes_nothing_and_another_one_of_that_name_is_refused() {
    var store = ModelStore.open(folder, "EUR");
    byte[] zip = TestBundle.of("m-1", 0.1f, -1).zip();
    store.register(zip);
    store.register(zip);
    assertThat(refusal(store, TestBundle.of("m-1", 0.2f, -1).zip()))
        .isEqualTo(Reason.VERSION_TAKEN);
    assertThat(store.archive("m-1")).hasValueSatisfying(z -> assertThat(z).isEqualTo(zip));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_bundle_with_a_fault_is_refused_with_its_reason(Reason reason, byte[] zip) {
    var store = ModelStore.open(folder, "EUR");
    assertThat(refusal(store, zip)).isEqualTo(reason);
    assertThat(folder).isEmptyDirectory();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(Reason.NOT_AN_ARCHIVE, "no zip at all".getBytes(StandardCharsets.UTF_8)),
        fault(Reason.NOT_AN_ARCHIVE, Arrays.copyOf(sound().zip(), 700)),
        fault(Reason.MISSING_ENTRY, without(BundleContract.VECTORS)),
        fault(Reason.BAD_CARD, withCard("{\"version\":\"m-1\"}")),
        fault(Reason.BAD_CARD, withCard("[")),
        fault(Reason.BAD_CARD, sound().withCard(c -> renamed(c, "../m")).zip()),
        fault(Reason.CHECKSUM, tampered()),
        fault(Reason.OTHER_FEATURES, sound().withCard(c -> ofSchema(c, "feedfacefeedface")).zip()),
        fault(Reason.OTHER_CURRENCY, sound().withCard(c -> inCurrency(c, "USD")).zip()),
        fault(Reason.UNREADABLE_ENTRY, with(BundleContract.BACKBONE, text("{}"))),
        fault(Reason.UNREADABLE_ENTRY, with(BundleContract.REFERENCE, text("[3,2,1]"))),
        fault(Reason.UNREADABLE_ENTRY, with(BundleContract.VECTORS, noVectors())),
        fault(Reason.UNREADABLE_GRAPH, with(BundleContract.MODEL, text("no graph"))),
        fault(Reason.UNREADABLE_GRAPH, with(BundleContract.MODEL, new byte[0])),
        fault(Reason.OPERATORS, graph(BundleContract.WIDTH, "", 99)),
        fault(Reason.OPERATORS, graph(BundleContract.WIDTH, "com.example", 1)),
        fault(Reason.SIGNATURE, graph(BundleContract.WIDTH + 1, "", 20)),
        fault(Reason.CONTRIBUTIONS, partsMissing()),
        fault(Reason.PARITY, with(BundleContract.MODEL, LinearGraph.of(0.1f, -1.001f).bytes())));
  }

  @Test
  void a_damaged_file_is_left_out_of_the_list() throws Exception {
    var store = ModelStore.open(folder, "EUR");
    store.register(sound().zip());
    Files.write(folder.resolve("broken.zip"), text("not a bundle"));
    assertThat(store.list()).extracting(ModelCard::version).containsExactly("m-1");
  }

  @Test
  void a_folder_that_cannot_be_made_is_told_by_name() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> ModelStore.open(file.resolve("models"), "EUR"))
        .hasMessageContaining(file.toString());
  }

  private static Reason refusal(ModelStore store, byte[] zip) {
    return catchThrowableOfType(RefusedBundle.class, () -> store.register(zip)).reason();
  }

  private static Arguments fault(Reason reason, byte[] zip) {
    return Arguments.of(reason, zip);
  }

  private static TestBundle sound() {
    return TestBundle.of("m-1", 0.1f, -1);
  }

  private static byte[] with(String entry, byte[] bytes) {
    return sound().with(entry, bytes).zip();
  }

  private static byte[] graph(int width, String domain, long operators) {
    return with(
        BundleContract.MODEL, new LinearGraph(0.1f, -1, -1, width, domain, operators).bytes());
  }

  private static byte[] partsMissing() {
    var graph = new LinearGraph(0.1f, -1, -1.0001f, BundleContract.WIDTH, "", 20);
    return with(BundleContract.MODEL, graph.bytes());
  }

  private static byte[] noVectors() {
    return TestBundle.json(
        new Vectors(new float[0][], new double[0], new double[0], new double[0]));
  }

  private static byte[] without(String entry) {
    var bundle = sound();
    bundle.entries.remove(entry);
    return bundle.zip();
  }

  private static byte[] withCard(String card) {
    Map<String, byte[]> all = new LinkedHashMap<>(sound().entries);
    all.put(BundleContract.CARD, text(card));
    return TestBundle.zip(all);
  }

  private static byte[] tampered() {
    var bundle = sound();
    var card = bundle.card();
    return bundle.with(BundleContract.REFERENCE, text("[]")).withCard(c -> card).zip();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ModelCard renamed(ModelCard c, String version) {
    return card(version, c.currency(), c.schema(), c);
  }

  private static ModelCard ofSchema(ModelCard c, String schema) {
    return card(c.version(), c.currency(), schema, c);
  }

  private static ModelCard inCurrency(ModelCard c, String currency) {
    return card(c.version(), currency, c.schema(), c);
  }

  private static ModelCard card(String version, String currency, String schema, ModelCard c) {
    return new ModelCard(
        version,
        c.family(),
        c.trainedAt(),
        c.dataFrom(),
        c.dataTo(),
        c.customers(),
        currency,
        schema,
        c.seed(),
        c.settings(),
        c.metrics(),
        c.codeVersion(),
        c.checksums());
  }
}
