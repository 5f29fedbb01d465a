// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.worth.core.scoring.Backbone;
import dev.worth.core.scoring.BgNbd;
import dev.worth.core.scoring.BundleContract;
import dev.worth.core.scoring.BundleContract.Vectors;
import dev.worth.core.scoring.ClosedForm;
import dev.worth.core.scoring.Conformal;
import dev.worth.core.scoring.GammaGamma;
import dev.worth.core.scoring.ModelCard;
import dev.worth.core.scoring.ParetoNbd;
import dev.worth.core.scoring.Peers;
import dev.worth.core.scoring.Prospects;
import dev.worth.core.scoring.PurchaseModel;
import dev.worth.core.scoring.Reference;
import dev.worth.core.scoring.SeasonalClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BundleWriterTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();
  private static final double[] MONTHS = {.7, .8, 1, 1, 1, .9, .9, .8, 1, 1.1, 1.4, 1.4};
  private static final ModelCard CARD =
      new ModelCard(
          "v-1",
          "bgnbd",
          SimulatedShop.day(300),
          SimulatedShop.START,
          SimulatedShop.day(299.5),
          17,
          "EUR",
          "schema",
          3,
          Map.of("b", "2", "a", "1"),
          Map.of("auc", 0.75, "base_rate", 1.0 / 3),
          "1.0",
          Map.of());

  @Test
  void closed_forms_of_every_kind_come_back_as_they_were() throws IOException {
    for (PurchaseModel model :
        new PurchaseModel[] {new BgNbd(.1, 2, 3, 1.0 / 7), new ParetoNbd(.5, 20, .6, 1e-9)})
      for (@Nullable GammaGamma amounts : new GammaGamma[] {new GammaGamma(6, 3, 15), null}) {
        var backbone = new Backbone(model, amounts, new SeasonalClock(MONTHS, 0.4), 1.1, 0.05);
        var closedForm = new ClosedForm(backbone, new Prospects(0.2, 11));
        var files = unzipped(BundleWriter.write(parts(closedForm)));
        assertThat(JSON.readValue(files.get(BundleContract.BACKBONE), ClosedForm.class))
            .isEqualTo(closedForm);
      }
  }

  @Test
  void card_vectors_and_reference_come_back_as_they_were() throws IOException {
    var parts = parts(closedForm());
    var files = unzipped(BundleWriter.write(parts));
    var card = JSON.readValue(files.get(BundleContract.CARD), ModelCard.class);
    var vectors = JSON.readValue(files.get(BundleContract.VECTORS), Vectors.class);
    assertThat(card.checksums()).hasSize(6);
    assertThat(card).usingRecursiveComparison().ignoringFields("checksums").isEqualTo(CARD);
    assertThat(vectors).usingRecursiveComparison().isEqualTo(parts.vectors());
    assertThat(JSON.readValue(files.get(BundleContract.REFERENCE), Reference.class))
        .isEqualTo(parts.reference());
    assertThat(files.get(BundleContract.MODEL)).containsExactly(1, 2, 3);
  }

  @Test
  void the_same_parts_give_the_same_bytes_whatever_the_order_of_a_map() {
    var other = new HashMap<String, String>();
    other.put("a", "1");
    other.put("b", "2");
    var parts = parts(closedForm());
    var card =
        new ModelCard(
            CARD.version(),
            CARD.family(),
            CARD.trainedAt(),
            CARD.dataFrom(),
            CARD.dataTo(),
            CARD.customers(),
            CARD.currency(),
            CARD.schema(),
            CARD.seed(),
            other,
            CARD.metrics(),
            CARD.codeVersion(),
            Map.of());
    var again =
        new BundleWriter.Parts(
            card,
            parts.graph(),
            parts.closedForm(),
            parts.reference(),
            parts.peers(),
            parts.intervals(),
            parts.vectors());
    assertThat(BundleWriter.write(again)).isEqualTo(BundleWriter.write(parts));
  }

  private static ClosedForm closedForm() {
    return new ClosedForm(
        new Backbone(new BgNbd(1, 2, 3, 4), null, SeasonalClock.CALENDAR, 1, 0), Prospects.SHIPPED);
  }

  private static BundleWriter.Parts parts(ClosedForm closedForm) {
    double[] spends = {3, 1.0 / 3, 70, 2};
    var vectors =
        new Vectors(
            new float[][] {{1.1f, (float) Math.PI}, {-0f, 1e-20f}},
            new double[] {1.0 / 3, -2},
            new double[] {1e-9, 5},
            new double[] {Math.E, -13.8});
    return new BundleWriter.Parts(
        CARD,
        new byte[] {1, 2, 3},
        closedForm,
        Reference.of(spends),
        Peers.NONE,
        Conformal.NONE,
        vectors);
  }

  private static Map<String, byte[]> unzipped(byte[] bundle) throws IOException {
    var files = new HashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
        files.put(entry.getName(), zip.readAllBytes());
    }
    return files;
  }
}
