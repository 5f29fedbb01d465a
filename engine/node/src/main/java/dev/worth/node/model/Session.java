// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.worth.core.scoring.BundleContract;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * A graph loaded into the runtime. One thread computes, in the caller's: a row takes microseconds,
 * and a pool that spins would take the cores from everybody else.
 */
final class Session implements AutoCloseable {
  private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

  private static final LongAdder OPENED = new LongAdder();
  private static final LongAdder CLOSED = new LongAdder();

  private final OrtSession session;
  private final Queue<Lane> idle = new ConcurrentLinkedQueue<>();

  Session(byte[] graph) throws OrtException {
    try (var options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      session = RUNTIME.createSession(graph, options);
    }
    OPENED.increment();
  }

  /** Sessions of this process ever opened: each holds memory outside the heap. */
  static long opened() {
    return OPENED.sum();
  }

  /** Sessions of this process closed again. */
  static long closed() {
    return CLOSED.sum();
  }

  OrtSession session() {
    return session;
  }

  /** Runs one row for the named outputs only. */
  Map<String, float[]> run(float[] row, Set<String> outputs) throws OrtException {
    Lane lane = idle.poll();
    if (lane == null) lane = new Lane();
    try {
      return lane.run(session, row, outputs);
    } finally {
      idle.add(lane);
    }
  }

  /** Only when nobody runs a row. */
  @Override
  public void close() {
    for (Lane lane = idle.poll(); lane != null; lane = idle.poll()) lane.close();
    try {
      session.close();
      CLOSED.increment();
    } catch (OrtException e) {
      throw new IllegalStateException("a model's session cannot be closed", e);
    }
  }

  /**
   * Memory outside the heap for one caller at a time, written and read in place: no copy and no
   * allocation by the runtime.
   */
  private static final class Lane implements AutoCloseable {
    private record Output(FloatBuffer buffer, OnnxTensor tensor) {}

    private final FloatBuffer input = buffer(BundleContract.WIDTH);
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, Output> outputs = new HashMap<>();

    Lane() throws OrtException {
      inputs = Map.of(BundleContract.INPUT, tensor(input));
      for (String name : Graph.OUTPUTS) outputs.put(name, output(Graph.width(name)));
      for (String name : Graph.OPTIONAL) outputs.put(name, output(Graph.width(name)));
    }

    private static Output output(int width) throws OrtException {
      FloatBuffer buffer = buffer(width);
      return new Output(buffer, tensor(buffer));
    }

    Map<String, float[]> run(OrtSession session, float[] row, Set<String> wanted)
        throws OrtException {
      input.put(0, row);
      var pinned = new HashMap<String, OnnxTensor>();
      for (String name : wanted) pinned.put(name, output(name).tensor());
      session.run(inputs, pinned).close();
      var values = new HashMap<String, float[]>();
      for (String name : wanted) values.put(name, copy(output(name).buffer()));
      return values;
    }

    private Output output(String name) {
      return Objects.requireNonNull(outputs.get(name), name);
    }

    private static float[] copy(FloatBuffer buffer) {
      float[] values = new float[buffer.capacity()];
      buffer.get(0, values);
      return values;
    }

    private static FloatBuffer buffer(int floats) {
      return ByteBuffer.allocateDirect(floats * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    private static OnnxTensor tensor(FloatBuffer buffer) throws OrtException {
      return OnnxTensor.createTensor(RUNTIME, buffer, new long[] {1, buffer.capacity()});
    }

    @Override
    public void close() {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(output -> output.tensor().close());
    }
  }
}
