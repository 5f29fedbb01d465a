// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.learning.Trainer;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.ModelCard;
import dev.worth.core.scoring.Reference;
import dev.worth.learning.deep.LibTorch;
import dev.worth.learning.trees.LightGbm;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorthTrainerTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();
  private static final Instant TRAINED_AT = Instant.parse("2024-01-02T03:04:05Z");

  private final WorthTrainer trainer = new WorthTrainer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stack",
        "mixture_stack",
        "judged_stack",
        "mixture",
        "bgnbd",
        "bgnbd_season",
        "pnbd",
        "pnbd_season",
        "linear",
        "trees",
        "tree_stack",
        "logistic",
        "ziln",
        "ziln_stack"
      })
  void every_family_gives_a_bundle_that_keeps_the_contract(String family) throws Exception {
    if (family.contains("tree")) needsLightGbm();
    if (family.contains("ziln"))
      assumeTrue(LibTorch.missing().isEmpty(), () -> LibTorch.missing().orElseThrow());
    var histories = SimulatedShop.browsing(600, 300, 1);
    var files = unzipped(trainer.train(histories, request(family, 300, 60), share -> {}));
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            BundleContract.CARD,
            BundleContract.MODEL,
            BundleContract.BACKBONE,
            BundleContract.REFERENCE,
            BundleContract.PEERS,
            BundleContract.INTERVALS,
            BundleContract.VECTORS);
    var card = JSON.readValue(files.get(BundleContract.CARD), ModelCard.class);
    assertThat(card.family()).isEqualTo(family);
    assertThat(card.schema()).isEqualTo(FeatureSchema.FINGERPRINT);
    assertThat(card.trainedAt()).isEqualTo(TRAINED_AT);
    assertThat(card.customers()).isEqualTo(600);
    assertThat(card.metrics().get("auc")).isBetween(0.6, 0.95);
    assertThat(card.metrics().get("coverage_80")).isBetween(0.6, 1.0);
    for (var checksum : card.checksums().entrySet())
      assertThat(sha256(files.get(checksum.getKey()))).isEqualTo(checksum.getValue());
    assertThat(JSON.readValue(files.get(BundleContract.BACKBONE), ClosedForm.class)).isNotNull();
    assertThat(JSON.readValue(files.get(BundleContract.REFERENCE), Reference.class).percentile(1e9))
        .isEqualTo(100);
    parity(files);
  }

  @Test
  void the_same_histories_in_another_order_give_the_same_bytes() {
    var histories = SimulatedShop.browsing(300, 300, 2);
    var once = trainer.train(histories, request("stack", 300, 60), share -> {});
    var again = trainer.train(byName(histories), request("stack", 300, 60), share -> {});
    assertThat(again).isEqualTo(once);
  }

  @Test
  void the_same_seed_grows_the_same_trees() {
    needsLightGbm();
    var histories = SimulatedShop.browsing(150, 200, 2);
    var once = trainer.train(histories, request("trees", 200, 40), share -> {});
    var again = trainer.train(byName(histories), request("trees", 200, 40), share -> {});
    assertThat(again).isEqualTo(once);
  }

  @Test
  void nothing_at_or_after_the_cut_changes_the_bundle() {
    var histories = SimulatedShop.orders(300, 300, 3);
    var cutOff = byName(histories);
    var cut = SimulatedShop.day(200);
    cutOff.replaceAll((id, facts) -> facts.stream().filter(f -> f.at().isBefore(cut)).toList());
    assertThat(trainer.train(histories, request("stack", 200, 60), share -> {}))
        .isEqualTo(trainer.train(cutOff, request("stack", 200, 60), share -> {}));
  }

  @Test
  void progress_grows_to_one() {
    var shares = new ArrayList<Double>();
    trainer.train(SimulatedShop.orders(200, 300, 4), request("logistic", 300, 60), shares::add);
    assertThat(shares).isSorted().hasSizeGreaterThan(4).endsWith(1.0);
  }

  @Test
  void a_node_finds_the_trainer() {
    assertThat(ServiceLoader.load(Trainer.class))
        .singleElement()
        .satisfies(found -> assertThat(found.families()).startsWith("stack").hasSize(17));
  }

  @Test
  void an_unknown_family_is_refused_with_the_known_ones() {
    assertThatThrownBy(
            () ->
                trainer.train(
                    SimulatedShop.orders(9, 300, 5), request("oracle", 300, 60), share -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oracle")
        .hasMessageContaining("bgnbd_season");
  }

  @Test
  void a_history_without_an_order_is_refused() {
    assertThatThrownBy(() -> trainer.train(Map.of(), request("stack", 300, 60), share -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no order before");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stack", "mixture_stack", "judged_stack", "tree_stack", "mixture", "bgnbd"})
  void a_single_customer_with_a_single_order_gets_a_prior(String family) throws Exception {
    var one = Map.of(new CustomerId("c"), List.of(SimulatedShop.order("a", 10, 5_000)));
    parity(unzipped(trainer.train(one, request(family, 11, 90), share -> {})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stack", "mixture", "bgnbd_season"})
  void a_shop_where_nobody_came_back_gets_low_probabilities(String family) throws Exception {
    var once = byName(Map.of());
    for (int i = 0; i < 100; i++)
      once.put(new CustomerId("c" + i), List.of(SimulatedShop.order("o" + i, i, 5_000)));
    var files = unzipped(trainer.train(once, request(family, 200, 60), share -> {}));
    parity(files);
    for (double logOdds : vectors(files).logOdds()) assertThat(logOdds).isLessThan(-2);
  }

  @Test
  void a_single_day_gives_a_stack_but_no_logistic_regression() throws Exception {
    var day = byName(Map.of());
    for (int i = 0; i < 50; i++)
      day.put(new CustomerId("c" + i), List.of(SimulatedShop.order("o" + i, i / 100.0, 5_000)));
    for (String family : List.of("stack", "mixture_stack", "judged_stack", "mixture"))
      parity(unzipped(trainer.train(day, request(family, 1, 30), share -> {})));
    assertThatThrownBy(() -> trainer.train(day, request("logistic", 1, 30), share -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("import a longer history");
  }

  @Test
  void a_shop_without_amounts_gets_probabilities() throws Exception {
    var free = byName(Map.of());
    SimulatedShop.orders(300, 300, 6)
        .forEach(
            (id, facts) ->
                free.put(
                    id,
                    facts.stream()
                        .map(f -> SimulatedShop.order(f.key().id(), day(f), 0))
                        .toList()));
    for (String family : List.of("stack", "mixture", "logistic", "bgnbd"))
      parity(unzipped(trainer.train(free, request(family, 300, 60), share -> {})));
  }

  private static double day(CustomerEvent fact) {
    return (fact.at().toEpochMilli() - SimulatedShop.START.toEpochMilli()) / 86_400_000.0;
  }

  private static void needsLightGbm() {
    var missing = LightGbm.missing();
    assumeTrue(missing.isEmpty(), missing.orElse(""));
  }

  private static Trainer.Request request(String family, double cutDay, double horizonDays) {
    return new Trainer.Request(
        family, "v-1", SimulatedShop.day(cutDay), horizonDays, "EUR", 7, TRAINED_AT);
  }

  private static TreeMap<CustomerId, List<CustomerEvent>> byName(
      Map<CustomerId, List<CustomerEvent>> histories) {
    var sorted =
        new TreeMap<CustomerId, List<CustomerEvent>>((a, b) -> a.value().compareTo(b.value()));
    sorted.putAll(histories);
    return sorted;
  }

  private static Vectors vectors(Map<String, byte[]> files) throws IOException {
    return JSON.readValue(files.get(BundleContract.VECTORS), Vectors.class);
  }

  private static void parity(Map<String, byte[]> files) throws IOException, OrtException {
    var vectors = vectors(files);
    assertThat(vectors.inputs()).isNotEmpty();
    var environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions();
        var session = environment.createSession(files.get(BundleContract.MODEL), options);
        var input = OnnxTensor.createTensor(environment, vectors.inputs());
        var result = session.run(Map.of(BundleContract.INPUT, input))) {
      close(result, BundleContract.LOG_ODDS, vectors.logOdds());
      close(result, BundleContract.LOG_ORDERS, vectors.logOrders());
      close(result, BundleContract.LOG_SPEND, vectors.logSpend());
    }
  }

  private static void close(OrtSession.Result result, String name, double[] expected)
      throws OrtException {
    var found = (float[][]) result.get(name).orElseThrow().getValue();
    for (int i = 0; i < expected.length; i++)
      assertThat((double) found[i][0]).isCloseTo(expected[i], within(BundleContract.PARITY));
  }

  private static Map<String, byte[]> unzipped(byte[] bundle) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
        files.put(entry.getName(), zip.readAllBytes());
    }
    return files;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
