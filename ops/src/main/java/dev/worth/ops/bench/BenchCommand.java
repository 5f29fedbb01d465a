// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures what an operator wants to know before trusting the engine with a shop.
 *
 * <p>Long because a third of it names phases and options.
 */
@Command(
    name = "bench",
    description = {
      "Measures the engine from outside, over HTTP, in a process of its own.",
      "With --peers, what users would pick instead is measured in the same run."
    })
public final class BenchCommand implements Callable<Integer> {
  /** What can be measured. */
  enum Phase {
    /** The peers' job, 100 events a request. */
    BATCH,
    /** The peers' job, one event a request. */
    SINGLE,
    /** Bulk bodies of 5,000 lines. */
    BULK,
    /** SQLite, the entities with an in-memory journal and with the real one. */
    CEILINGS,
    /** Write, then read what was just acknowledged. */
    PAIRS,
    /** Heap a live customer takes. */
    MEMORY,
    /** A score and its reasons from a bundle, without HTTP. */
    SCORING,
    /** First reads of long histories after a restart. */
    RECOVERY,
    /** Kill -9 under load, round after round. */
    KILL,
    /** Half load for long. */
    SOAK,
    /** Models swapped again and again under load. */
    SWAPS,
    /** Kill -9 while a model is trained, registered, tried and promoted. */
    LOOPKILL
  }

  /**
   * Bulk comes over one connection: 5,000 lines of this workload span 35 hours, so bodies that
   * overtake one another would come later than the lateness window and be quarantined.
   */
  private static final Map<Phase, HttpBench.Style> STYLES =
      Map.of(
          Phase.BATCH, new HttpBench.Style("worth-100", 100, 16),
          Phase.SINGLE, new HttpBench.Style("worth-1", 1, 64),
          Phase.BULK, new HttpBench.Style("worth-bulk-5000", 5_000, 1));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--phases",
      split = ",",
      description =
          "Of ${COMPLETION-CANDIDATES}; default: all but SCORING, KILL, SOAK, SWAPS and LOOPKILL.")
  private List<Phase> phases =
      List.of(
          Phase.BATCH,
          Phase.SINGLE,
          Phase.BULK,
          Phase.CEILINGS,
          Phase.PAIRS,
          Phase.MEMORY,
          Phase.RECOVERY);

  @Option(
      names = "--events",
      defaultValue = "300000",
      description = "Events at full speed (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--customers",
      defaultValue = "20000",
      description = "Customers (default: ${DEFAULT-VALUE}).")
  private int customers;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Of the workload (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rounds",
      defaultValue = "20",
      description = "Kills (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--swaps",
      defaultValue = "1000",
      description = "Of two models (default: ${DEFAULT-VALUE}).")
  private int swaps;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      description = "Length of the soak (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--rate",
      defaultValue = "10000",
      description = "Events a second of the soak (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--peers",
      description = "Writable folder with the peers' benchmark (run.sh, bench.py).")
  private @Nullable Path peers;

  @Option(
      names = "--peer",
      split = ",",
      description = "Peers to measure (default: ${DEFAULT-VALUE}).")
  private List<String> peerNames =
      List.of("kstreams-eos", "pg-100", "redis-always-100", "redis-always-1");

  @Option(
      names = "--repetitions",
      defaultValue = "1",
      description =
          "Rounds of the peers' job, ours and theirs by turns; medians are told (default:"
              + " ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(names = "--out", description = "Folder for bench.json and bench.md.")
  private @Nullable Path out;

  @Option(names = "--work", description = "Folder for the data; a temporary one by default.")
  private @Nullable Path work;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Path folder =
        work == null ? Files.createTempDirectory("worth-bench") : Files.createDirectories(work);
    if (repetitions < 1)
      throw new ParameterException(
          spec.commandLine(), "--repetitions is " + repetitions + ": ask for one or more");
    var peerRunner = peers == null ? null : new Peers(peers);
    var results = new LinkedHashMap<String, Object>();
    results.put("machine", Machine.describe());
    jobs(results, peerRunner, folder);
    for (Phase phase : phases)
      if (!STYLES.containsKey(phase)) results.put(name(phase), onItsOwn(phase, folder));
    report(results);
    return 0;
  }

  /** The peers' job, by us and by them, in turns. */
  private void jobs(Map<String, Object> results, @Nullable Peers runner, Path folder)
      throws Exception {
    var rounds = new ArrayList<Map<String, Map<String, Object>>>();
    for (int round = 1; round <= repetitions; round++)
      rounds.add(round(runner, folder.resolve("round-" + round)));
    for (Phase phase : phases)
      if (STYLES.containsKey(phase)) results.put(name(phase), row(rounds, name(phase)));
    if (runner == null) return;
    var theirs = new LinkedHashMap<String, Object>();
    for (String peer : peerNames) theirs.put(peer, row(rounds, peer));
    results.put("peers", theirs);
    results.put("ratios", Comparison.of(rounds));
  }

  private Map<String, Map<String, Object>> round(@Nullable Peers runner, Path folder)
      throws Exception {
    var rows = new LinkedHashMap<String, Map<String, Object>>();
    for (Phase phase : phases) {
      if (!STYLES.containsKey(phase)) continue;
      say().accept("measuring " + phase);
      rows.put(name(phase), job(phase, folder.resolve(name(phase))));
    }
    if (runner != null) rows.putAll(measurePeers(runner));
    return rows;
  }

  private static Map<String, Object> row(
      List<Map<String, Map<String, Object>>> rounds, String name) {
    return Rounds.row(
        rounds.stream().map(round -> java.util.Objects.requireNonNull(round.get(name))).toList());
  }

  private static String name(Phase phase) {
    return phase.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Map<String, Object> onItsOwn(Phase phase, Path folder) throws Exception {
    say().accept("measuring " + phase);
    Path data = folder.resolve(name(phase));
    return switch (phase) {
      case CEILINGS -> EntityBench.run(Files.createDirectories(data), customers, seed);
      case RECOVERY -> Recovery.run(folder);
      case SCORING -> ScoringCost.run(Files.createDirectories(data), seed);
      default -> onServer(phase, data);
    };
  }

  private Map<String, Object> job(Phase phase, Path data) throws Exception {
    int size = phase == Phase.SINGLE ? Math.min(events, 120_000) : events;
    var lines = Workload.generate(2 * size + 500_000, customers, seed);
    try (var server = server(data)) {
      return new HttpBench(
              server, lines, java.util.Objects.requireNonNull(STYLES.get(phase)), say())
          .run(size, true);
    }
  }

  private Map<String, Object> onServer(Phase phase, Path data) throws Exception {
    try (var server = server(data, options(phase))) {
      return switch (phase) {
        case PAIRS -> Pairs.run(server.port(), Workload.generate(10_000, customers, seed));
        case MEMORY -> liveCustomers(server);
        case KILL ->
            KillRounds.run(
                server, Workload.generate(rounds * 40_000, customers, seed), rounds, say());
        case SWAPS ->
            new Swaps(server, say(), Workload.generate(events, customers, seed)).run(swaps, seed);
        case LOOPKILL -> new LoopKill(server, say(), seed).run(rounds);
        case SOAK -> new Soak(server, rate, say()).run(minutes, customers, seed);
        default -> throw new IllegalArgumentException(phase + " does not run on one server");
      };
    }
  }

  /** While versions are told apart by their answers, nothing else may change those. */
  private static List<String> options(Phase phase) {
    return switch (phase) {
      case SWAPS -> List.of("-Dworth.online.enabled=false");
      case LOOPKILL -> LoopKill.OPTIONS;
      default -> List.of();
    };
  }

  private ServerProcess server(Path data) throws Exception {
    return server(data, List.of());
  }

  private ServerProcess server(Path data, List<String> options) throws Exception {
    var server = ServerProcess.start(data, options);
    BenchModel.push(server.port(), seed);
    return server;
  }

  private Map<String, Object> liveCustomers(ServerProcess server)
      throws IOException, InterruptedException {
    long empty = Memory.liveHeapBytes(server.pid());
    var lines = Workload.generate(events, customers, seed);
    new Load(server.port(), 16, 0)
        .run(events / 100, Load.batches(lines, 100, "/v1/events", HttpBench.NDJSON), n -> false);
    long full = Memory.liveHeapBytes(server.pid());
    int live = Workload.truth(lines).size();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("live_customers", live);
    figures.put("events", events);
    figures.put("heap_bytes_per_live_customer", (full - empty) / live);
    return figures;
  }

  private Map<String, Map<String, Object>> measurePeers(Peers runner)
      throws IOException, InterruptedException {
    var results = new LinkedHashMap<String, Map<String, Object>>();
    for (String name : peerNames) {
      say().accept("measuring peer " + name);
      results.put(name, runner.measure(name, false));
    }
    return results;
  }

  private void report(Map<String, Object> results) throws IOException {
    var writer = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    String text = writer.writeValueAsString(results);
    String table = BenchReport.markdown(results);
    if (out != null) {
      Files.createDirectories(out);
      Files.writeString(out.resolve("bench.json"), text + "\n");
      Files.writeString(out.resolve("bench.md"), table);
    }
    spec.commandLine().getOut().println(json ? text : table);
    spec.commandLine().getOut().flush();
  }

  private Consumer<String> say() {
    return line -> {
      spec.commandLine().getErr().println(line);
      spec.commandLine().getErr().flush();
    };
  }
}
