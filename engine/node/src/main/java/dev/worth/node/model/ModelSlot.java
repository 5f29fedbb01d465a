// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnxruntime.OrtException;
import dev.worth.core.scoring.Baseline;
import dev.worth.core.scoring.Scorer;
import dev.worth.core.scoring.Scorers;
import dev.worth.protocol.CustomerId;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model in use. Whoever got a scorer from here may ask it as often as they like, during and
 * after a swap, and hears that one version.
 */
public final class ModelSlot implements Scorers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

  private final ModelStore store;
  private final LongAdder failures = new LongAdder();
  private volatile Scorer current = new Baseline();
  private volatile Optional<String> problem = Optional.empty();

  private ModelSlot(ModelStore store) {
    this.store = store;
  }

  /**
   * Loads the version that was last in use. When that fails, the baseline answers and {@link
   * #problem} says why: a node without its model is better than no node.
   */
  public static ModelSlot open(ModelStore store) {
    var slot = new ModelSlot(store);
    try {
      store.champion().ifPresent(version -> slot.swap(slot.load(version)));
    } catch (RuntimeException e) {
      slot.problem = Optional.of("the baseline answers: " + e.getMessage());
      LOG.error("the model in use cannot be loaded, the baseline answers instead", e);
    }
    return slot;
  }

  /** The model in use. */
  public Scorer get() {
    return current;
  }

  @Override
  public Scorer of(CustomerId customer) {
    return current;
  }

  /** Answers that the baseline gave because the model in use failed: a counter. */
  public long failures() {
    return failures.sum();
  }

  /** Why the model that should be in use is not, for health. */
  public Optional<String> problem() {
    return problem;
  }

  /**
   * Puts a registered version in use: loads it beside the old one, then swaps, then remembers it.
   * {@link Baseline#VERSION} goes back to the baseline.
   *
   * @throws IllegalArgumentException for an unknown version
   * @throws RefusedBundle if its file is damaged; the old one stays in use
   */
  public synchronized void use(String version) {
    boolean baseline = version.equals(Baseline.VERSION);
    Scorer next = baseline ? new Baseline() : load(version);
    store.champion(baseline ? "" : version);
    swap(next);
    LOG.info("model {} is in use", version);
  }

  private Scorer load(String version) {
    Bundle bundle = store.load(version);
    try {
      return new OnnxScorer(bundle, failures);
    } catch (OrtException e) {
      throw new RefusedBundle(
          RefusedBundle.Reason.UNREADABLE_GRAPH, "the runtime cannot load " + version, e);
    }
  }

  private void swap(Scorer next) {
    Scorer old = current;
    current = next;
    problem = Optional.empty();
    if (old instanceof OnnxScorer retired) retired.retire();
  }

  /** The baseline answers from now on; what is remembered stays. */
  @Override
  public synchronized void close() {
    swap(new Baseline());
  }
}
