// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnxruntime.OrtException;
import dev.worth.core.scoring.BundleContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A graph that is open while anybody uses it. Its owner is one of those who do, until {@link
 * #retire}; the session closes after the last call that was under way then. Somebody who got hold
 * of it before and calls only later finds it opened once more, so nobody ever hears another model
 * than the one they hold.
 */
final class Graph {
  static final List<String> OUTPUTS =
      List.of(
          BundleContract.LOG_ODDS,
          BundleContract.LOG_ORDERS,
          BundleContract.LOG_SPEND,
          BundleContract.BASE,
          BundleContract.CONTRIBUTIONS);

  /** Outputs that a graph need not have. */
  static final List<String> OPTIONAL = List.of(BundleContract.SPEND_SHAPE);

  private final byte[] bytes;
  private final Set<String> offered;
  private final AtomicInteger users = new AtomicInteger();
  private volatile @Nullable Session session;
  private boolean retired;

  /**
   * @throws OrtException if the runtime cannot load it
   */
  Graph(byte[] bytes) throws OrtException {
    this.bytes = bytes;
    offered = Set.copyOf(enter().session().getOutputNames());
  }

  static int width(String output) {
    return switch (output) {
      case BundleContract.CONTRIBUTIONS -> BundleContract.WIDTH;
      case BundleContract.SPEND_SHAPE -> 2;
      default -> 1;
    };
  }

  /** Of some outputs those that this graph has. */
  Set<String> offered(Stream<String> outputs) {
    return outputs.filter(offered::contains).collect(Collectors.toUnmodifiableSet());
  }

  /** The named outputs for one row. Any thread may call. */
  Map<String, float[]> run(float[] row, Set<String> outputs) throws OrtException {
    Session open = enter();
    try {
      return open.run(row, outputs);
    } finally {
      leave();
    }
  }

  /** The owner's last word; a second one changes nothing. */
  void retire() {
    synchronized (this) {
      if (retired) return;
      retired = true;
    }
    leave();
  }

  boolean isOpen() {
    return session != null;
  }

  /** While somebody is inside, nobody closes: then a further one need not wait for the lock. */
  private Session enter() throws OrtException {
    for (int n = users.get(); n > 0; n = users.get())
      if (users.compareAndSet(n, n + 1)) return Objects.requireNonNull(session);
    return open();
  }

  private synchronized Session open() throws OrtException {
    Session open = session;
    if (open == null) open = new Session(bytes);
    session = open;
    users.incrementAndGet();
    return open;
  }

  private void leave() {
    if (users.decrementAndGet() == 0) close();
  }

  private synchronized void close() {
    Session open = session;
    if (users.get() != 0 || open == null) return;
    session = null;
    open.close();
  }
}
