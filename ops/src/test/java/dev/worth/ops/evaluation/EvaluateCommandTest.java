// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.worth.core.learning.Metrics;
import dev.worth.ops.terminal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's files in small: a made-up shop, cut at the turn of the year. */
class EvaluateCommandTest {
  private static final String CUT = "2023-10-01";
  private static final String HEADER = "customer_id,time,kind,amount";

  @TempDir Path folder;
  private Path splits;
  private Path eval;

  @BeforeEach
  void make_a_split_and_a_baseline() throws IOException {
    splits = folder.resolve("splits");
    eval = Files.createDirectories(folder.resolve("eval"));
    var truth = split(splits.resolve("made"), MadeShop.lines(300, 21));
    baseline("made", "bgnbd_gg", truth, 0.5);
    baseline("made", "naive", truth, 0.99);
    var table = Files.createDirectories(splits.resolve("rows"));
    Files.writeString(table.resolve("task.json"), "{\"task\": \"rows\"}");
  }

  @Test
  void ours_stand_beside_the_baselines_in_markdown_and_json() throws Exception {
    var told = evaluate("--splits", splits, "--eval", eval, "--models", "bgnbd,pnbd");
    assertThat(told.code()).as(told.err()).isZero();
    String markdown = Files.readString(out().resolve("evaluation.md"));
    assertThat(told.out()).startsWith(markdown);
    assertThat(markdown)
        .contains(
            "## made", "Cut 2023-10-01, 90 days", "| **bgnbd** |", "| bgnbd_gg |", "| naive |")
        .contains("## rows\n\nNot covered");
    var rows = json().get(0).path("rows");
    assertThat(rows.findValuesAsText("model"))
        .containsExactly("bgnbd", "pnbd", "bgnbd_gg", "naive");
    assertThat(rows.get(0).path("differences").findValuesAsText("against"))
        .containsExactly("bgnbd_gg", "naive");
    assertThat(markdown)
        .contains("### By log-loss", "better, ", "| best baseline | 0.6931 bgnbd_gg |")
        .contains("| naive | log-loss | -", "**better**", "![calibration](made/calibration.svg)");
    assertThat(told.err()).contains("made bgnbd done: 1 of 2", "made pnbd done: 2 of 2, 0 s left");
  }

  @Test
  void plots_are_drawn_of_ours_and_the_best_baselines() throws Exception {
    evaluate("--splits", splits, "--eval", eval, "--models", "bgnbd");
    for (String plot :
        List.of("calibration", "gain", "coverage", "coverage-deciles", "deciles-bgnbd")) {
      String svg = Files.readString(out().resolve("made/" + plot + ".svg"));
      assertThat(svg).startsWith("<svg").contains("<polyline", "made: ").endsWith("</svg>\n");
    }
    assertThat(Files.readString(out().resolve("made/calibration.svg"))).contains(">naive<");
  }

  @Test
  void a_back_test_shows_orders_by_week_inside_the_history() throws Exception {
    var told = evaluate("--splits", splits, "--models", "bgnbd,pnbd", "--weeks");
    assertThat(told.code()).as(told.err()).isZero();
    var weeks = json().get(0).path("weeks");
    assertThat(weeks.path("actual")).hasSize(12); // 90 days of horizon
    var lines = Files.readAllLines(splits.resolve("made/events.csv"));
    var known = new HashSet<String>();
    lines.stream().skip(1).filter(l -> day(l) < 0).forEach(l -> known.add(l.split(",")[0]));
    long orders =
        lines.stream().skip(1).filter(l -> day(l) >= 0 && known.contains(l.split(",")[0])).count();
    double placed = 0;
    for (var week : weeks.path("actual")) placed += week.asDouble();
    double foretold = 0;
    for (var week : weeks.path("foretold").get(0).path("orders")) foretold += week.asDouble();
    assertThat(placed).isEqualTo(orders);
    assertThat(foretold).isBetween(0.6 * placed, 1.6 * placed);
    assertThat(Files.readString(out().resolve("made/weeks.svg"))).contains(">actual<");
  }

  /** Before the day on which the back-test begins is negative. */
  private static int day(String line) {
    return line.split(",")[1].compareTo("2023-07-09");
  }

  @Test
  void only_the_baselines_that_were_asked_for_are_compared_with() throws Exception {
    evaluate("--splits", splits, "--eval", eval, "--models", "bgnbd", "--against", "naive");
    assertThat(json().get(0).path("rows").get(0).path("differences").findValuesAsText("against"))
        .containsExactly("naive");
  }

  @Test
  void figures_are_those_of_the_metrics() throws Exception {
    evaluate("--splits", splits, "--eval", eval, "--models", "bgnbd");
    var truth = Truth.read(splits.resolve("made/truth.csv"));
    var ours = NumberTable.read(out().resolve("made/bgnbd.csv"));
    double[] p = ours.column("p_purchase", truth.ids()).orElseThrow();
    var row = json().get(0).path("rows").get(0);
    var measures = row.path("measures");
    assertThat(measures.path("purchase").path("log_loss").asDouble())
        .isEqualTo(Metrics.logLoss(truth.purchased(), p));
    assertThat(measures.path("interval").path("80").path("interval_score").asDouble()).isPositive();
    assertThat(measures.path("quantile").path("q50").path("pinball").asDouble()).isPositive();
    // the baseline says one half of everybody: its log-loss is log 2
    assertThat(row.path("differences").get(0).path("difference").asDouble())
        .isCloseTo(Metrics.logLoss(truth.purchased(), p) - Math.log(2), within(1e-9));
    assertThat(row.path("differences").get(0).path("low").asDouble())
        .isLessThan(row.path("differences").get(0).path("difference").asDouble());
  }

  @Test
  void figures_of_several_seeds_are_their_means() throws Exception {
    var told =
        evaluate("--splits", splits, "--eval", eval, "--models", "logistic", "--seeds", "1,2");
    assertThat(told.code()).as(told.err()).isZero();
    var truth = Truth.read(splits.resolve("made/truth.csv"));
    double sum = 0;
    for (String file : List.of("made/logistic.csv", "made/logistic-seed-2.csv")) {
      var given = NumberTable.read(out().resolve(file));
      sum += Metrics.logLoss(truth.purchased(), given.column("p_purchase", truth.ids()).get());
    }
    var row = json().get(0).path("rows").get(0);
    assertThat(row.at("/measures/purchase/log_loss").asDouble()).isCloseTo(sum / 2, within(1e-12));
    assertThat(row.path("by_seed")).hasSize(2);
    assertThat(row.at("/differences/0/difference").asDouble())
        .isCloseTo(sum / 2 - Math.log(2), within(1e-9));
    assertThat(told.out()).contains("means over the seeds 1, 2");
    assertThat(told.err()).contains("made logistic seed 2 done: 2 of 2");
  }

  @Test
  void coverage_is_told_by_decile_and_stage_and_adds_up() throws Exception {
    var told = evaluate("--splits", splits, "--eval", eval, "--models", "bgnbd");
    assertThat(told.out()).contains("| all | ", "| decile 10 | ", "| lapsed | ");
    var row = json().get(0).path("rows").get(0);
    double deciles = 0;
    double stages = 0;
    double all = Double.NaN;
    for (var c : row.path("coverage")) {
      if (c.path("level").asInt() != 90) continue;
      double above = c.path("n").asInt() * c.path("above").asDouble();
      String group = c.path("group").asText();
      if (group.equals("all")) all = above;
      else if (group.startsWith("decile")) deciles += above;
      else stages += above;
    }
    assertThat(all).isPositive().isCloseTo(deciles, within(1e-6)).isCloseTo(stages, within(1e-6));
    double n = row.at("/measures/n").asInt();
    assertThat(row.at("/measures/interval/90/above").asDouble()).isCloseTo(all / n, within(1e-9));
  }

  @Test
  void the_mean_of_figures_goes_through_records_and_maps() {
    var one = new Measures(3, 0.5, 10, null, null, null, Map.of(), quantile(1), 2.0);
    var other = new Measures(3, 0.5, 10, null, null, null, Map.of(), quantile(2), 4.0);
    var mean = RecordMeans.of(List.of(one, other));
    assertThat(mean)
        .isEqualTo(new Measures(3, 0.5, 10, null, null, null, Map.of(), quantile(1.5), 3.0));
  }

  private static Map<String, Measures.Quantile> quantile(double pinball) {
    return Map.of("q50", new Measures.Quantile(pinball, 0.5));
  }

  @Test
  void the_same_run_again_gives_the_same_figures() throws Exception {
    evaluate("--splits", splits, "--eval", eval, "--models", "bgnbd");
    var first = withoutSeconds();
    evaluate("--splits", splits, "--eval", eval, "--models", "bgnbd");
    assertThat(withoutSeconds()).isEqualTo(first);
  }

  @Test
  void without_baselines_ours_stand_alone() throws Exception {
    var told = evaluate("--splits", splits, "--tasks", "made", "--models", "bgnbd", "--json");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(Json.MAPPER.readTree(told.out()).get(0).path("rows")).isNotEmpty();
  }

  @Test
  void splits_are_made_by_the_protocols_own_script() throws Exception {
    assumeThat(new ProcessBuilder("python3", "--version").start().waitFor()).isZero();
    Files.writeString(
        eval.resolve("make_split.py"),
        """
        import shutil, sys
        for task in sys.argv[3:]:
            shutil.copytree(sys.argv[1] + "/" + task, sys.argv[2] + "/" + task)
        """);
    var told = evaluate("--eval", eval, "--data", splits, "--tasks", "made", "--models", "bgnbd");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(out().resolve("splits/made/truth.csv")).exists();
  }

  @Test
  void what_is_missing_is_named() throws Exception {
    refused("there is no folder", "--eval", folder.resolve("none"));
    refused("there is no folder", "--splits", folder.resolve("none"));
    refused("make_split.py: name the protocol's folder with --eval", "--eval", eval);
    refused("there is no model 'magic'", "--splits", splits, "--models", "magic");
    refused("no task with orders", "--splits", splits, "--tasks", "rows");
    Files.writeString(splits.resolve("made/truth.csv"), "customer_id,purchased\nc00001,1\n");
    refused("truth.csv has no column spend", "--splits", splits, "--tasks", "made");
  }

  @Test
  void a_baseline_that_leaves_customers_out_is_refused() throws Exception {
    gzip(eval.resolve("baselines/made/short.csv.gz"), "customer_id,p_purchase\nc00001,0.5\n");
    refused("says nothing of customer", "--splits", splits, "--eval", eval, "--models", "bgnbd");
  }

  @Test
  void what_a_prediction_file_does_not_foretell_is_absent() throws Exception {
    var truth = Truth.read(splits.resolve("made/truth.csv"));
    var measures =
        Measures.of(truth, NumberTable.read(eval.resolve("baselines/made/naive.csv.gz")));
    assertThat(measures.purchase()).isNotNull();
    assertThat(measures.spend()).isNull();
    assertThat(measures.interval()).isEmpty();
    assertThat(FigureJson.text(measures)).contains("\"base_rate\"").doesNotContain("interval");
  }

  private void refused(String said, Object... options) {
    var told = evaluate(options);
    assertThat(told.code()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).contains(said).doesNotContain("Exception");
  }

  private Told evaluate(Object... options) {
    var words = new ArrayList<Object>(List.of("evaluate", "--out", out()));
    words.addAll(List.of(options));
    return Told.worth(words.toArray());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private JsonNode json() throws IOException {
    return Json.MAPPER.readTree(out().resolve("evaluation.json").toFile());
  }

  private String withoutSeconds() throws IOException {
    return Files.readString(out().resolve("evaluation.json")).replaceAll("\"seconds\".*", "");
  }

  /** Writes a split and gives, per customer, orders and spend after the cut. */
  private static TreeMap<String, double[]> split(Path task, List<String> lines) throws IOException {
    Files.createDirectories(task);
    var history = new ArrayList<>(List.of(HEADER));
    var truth = new TreeMap<String, double[]>();
    for (String line : lines)
      if (line.split(",")[1].compareTo(CUT) < 0) {
        history.add(line);
        truth.put(line.split(",")[0], new double[2]);
      }
    for (String line : lines) {
      String[] f = line.split(",");
      if (f[1].compareTo(CUT) < 0 || f[1].compareTo("2023-12-30") >= 0) continue;
      var known = truth.get(f[0]);
      if (known == null) continue;
      known[0]++;
      known[1] += Double.parseDouble(f[3]);
    }
    Files.write(task.resolve("events.csv"), history);
    Files.writeString(
        task.resolve("task.json"), "{\"cut\": \"%s\", \"horizon_days\": 90}".formatted(CUT));
    var rows = new ArrayList<>(List.of("customer_id,purchased,spend,orders"));
    truth.forEach(
        (id, known) ->
            rows.add(
                String.format(
                    Locale.ROOT,
                    "%s,%d,%.2f,%d",
                    id,
                    known[0] > 0 ? 1 : 0,
                    known[1],
                    (int) known[0])));
    Files.write(task.resolve("truth.csv"), rows);
    return truth;
  }

  private void baseline(String task, String name, TreeMap<String, double[]> truth, double p)
      throws IOException {
    var text = new StringBuilder("customer_id,p_purchase\n");
    truth.keySet().forEach(id -> text.append(id).append(',').append(p).append('\n'));
    gzip(eval.resolve("baselines").resolve(task).resolve(name + ".csv.gz"), text.toString());
  }

  private static void gzip(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
