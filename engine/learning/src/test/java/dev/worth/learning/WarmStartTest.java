// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.features.FeatureSchema;
import dev.worth.core.learning.Trainer;
import dev.worth.core.learning.Trainer.Request;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.ModelCard;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class WarmStartTest {
  private static final Map<CustomerId, List<CustomerEvent>> SHOP =
      SimulatedShop.orders(500, 300, 3);
  private static final byte[] EARLIER = trained(request("bgnbd_season", 240, 1, Optional.empty()));

  @Test
  void the_same_start_and_history_give_the_same_bytes() {
    var once = trained(request("stack", 270, 1, start(EARLIER)));
    assertThat(trained(request("stack", 270, 1, start(EARLIER)))).isEqualTo(once);
  }

  @Test
  void a_warm_start_ends_where_a_cold_one_does_and_the_card_names_it() throws Exception {
    var cold = card(trained(request("stack", 270, 1, Optional.empty())));
    var warm = card(trained(request("stack", 270, 1, start(EARLIER))));
    assertThat(warm.metrics().get("log_loss"))
        .isCloseTo(cold.metrics().get("log_loss"), within(1e-4));
    assertThat(warm.settings()).containsEntry("start", "v-0");
    assertThat(cold.settings()).doesNotContainKey("start");
  }

  @Test
  void a_damaged_start_is_told_and_training_begins_with_nothing() throws Exception {
    byte[] damaged = EARLIER.clone();
    Arrays.fill(damaged, damaged.length / 4, damaged.length / 2, (byte) 7);
    for (byte[] start : List.of(damaged, new byte[0], Arrays.copyOf(EARLIER, 400)))
      assertThat(refused(start)).startsWith("nothing: v-0 cannot be used, ");
  }

  @Test
  void a_start_in_another_currency_or_of_other_features_is_told() throws Exception {
    var pounds =
        new Request("bgnbd", "v-0", SimulatedShop.day(240), 28, "GBP", 1, SimulatedShop.day(240));
    assertThat(refused(trained(pounds))).contains("GBP", "EUR");
    assertThat(refused(ofOtherFeatures())).contains("features ffff");
  }

  @Test
  void a_start_that_cannot_be_used_changes_nothing_but_what_the_card_says() throws Exception {
    var cold = trained(request("bgnbd", 270, 1, Optional.empty()));
    var refused = trained(request("bgnbd", 270, 1, start(new byte[0])));
    assertThat(entry(refused, BundleContract.BACKBONE))
        .isEqualTo(entry(cold, BundleContract.BACKBONE));
  }

  @Test
  void the_family_in_use_is_the_one_to_beat_where_several_may_be_tried() throws Exception {
    var tuned = card(trained(request("mixture", 270, 3, start(EARLIER))));
    assertThat(tuned.metrics()).containsKeys("tried_bgnbd_season", "tried_mixture");
    assertThat(tuned.settings().get("tuning")).contains("bgnbd_season");
    assertThat(card(trained(request("mixture", 270, 1, start(EARLIER)))).family())
        .isEqualTo("mixture");
  }

  private static byte[] ofOtherFeatures() throws IOException {
    var json = new String(entry(EARLIER, BundleContract.CARD), StandardCharsets.UTF_8);
    var other = json.replace(FeatureSchema.FINGERPRINT, "ffff");
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(BundleContract.CARD));
      zip.write(other.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static String refused(byte[] start) throws IOException {
    var settings = card(trained(request("bgnbd", 270, 1, start(start)))).settings();
    return settings.get("start");
  }

  private static Optional<Trainer.Start> start(byte[] bundle) {
    return Optional.of(new Trainer.Start("v-0", bundle));
  }

  private static byte[] trained(Request request) {
    return new WorthTrainer().train(SHOP, request, share -> {});
  }

  private static Request request(
      String family, double day, int tries, Optional<Trainer.Start> start) {
    var cut = SimulatedShop.day(day);
    return new Request(family, "v-1", cut, 28, "EUR", 1, cut, tries, start);
  }

  private static ModelCard card(byte[] bundle) throws IOException {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .build()
        .readValue(entry(bundle, BundleContract.CARD), ModelCard.class);
  }

  private static byte[] entry(byte[] bundle, String name) throws IOException {
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
        if (entry.getName().equals(name)) return zip.readAllBytes();
    }
    throw new AssertionError("no " + name);
  }
}
