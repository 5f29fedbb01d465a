// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

import static java.util.Locale.ROOT;

import dev.worth.core.scoring.BundleContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Judges a challenger by what was measured of it: the same figures, the same report. */
public final class Gates {
  private final Trial trial;
  private final GateLimits limits;

  private Gates(Trial trial, GateLimits limits) {
    this.trial = trial;
    this.limits = limits;
  }

  /** Every gate's word, in the order of {@link Gate}. */
  public static GateReport judge(Trial trial, GateLimits limits, Instant now) {
    var results = trial.refusal().map(Gates::refused).orElseGet(new Gates(trial, limits)::all);
    return new GateReport(trial.challenger(), trial.champion(), now, results);
  }

  private static List<GateResult> refused(String why) {
    var results = new ArrayList<GateResult>();
    for (Gate gate : Gate.values())
      if (!gate.isLive())
        results.add(
            gate == Gate.CONTRACT
                ? GateResult.of(gate, false, 1, 0, why)
                : GateResult.notJudged(gate, "the bundle cannot answer"));
    return results;
  }

  private List<GateResult> all() {
    var results = new ArrayList<GateResult>();
    results.add(GateResult.of(Gate.CONTRACT, true, 0, 0, "entries, checksums and shapes fit"));
    results.add(parity());
    results.addAll(new OutcomeGates(trial, limits).all());
    results.addAll(new ScoreGates(trial, limits).all());
    results.add(latency());
    results.add(nativeMemory());
    results.add(new LabelGate(trial, limits).judge());
    return results;
  }

  private GateResult parity() {
    double gap = trial.parityGap();
    return GateResult.of(
        Gate.PARITY,
        gap <= BundleContract.PARITY,
        gap,
        BundleContract.PARITY,
        "largest difference from the trainer's arithmetic %.1e".formatted(gap));
  }

  private GateResult latency() {
    double micros = trial.microsPerRow();
    return GateResult.of(
        Gate.LATENCY,
        micros <= limits.microsPerRow(),
        micros,
        limits.microsPerRow(),
        String.format(ROOT, "%.1f microseconds a row", micros));
  }

  private GateResult nativeMemory() {
    long bytes = trial.nativeBytes();
    return GateResult.of(
        Gate.NATIVE_MEMORY,
        bytes <= limits.nativeBytes(),
        bytes,
        limits.nativeBytes(),
        String.format(ROOT, "%.1f MiB outside the heap", bytes / 1048576.0));
  }
}
