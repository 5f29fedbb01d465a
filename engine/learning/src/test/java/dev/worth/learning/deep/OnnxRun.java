// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** What ONNX Runtime makes of a graph. */
final class OnnxRun {
  /** Every output by its name, {@code [rows][width]}. */
  static Map<String, float[][]> of(byte[] graph, String input, Matrix rows) throws OrtException {
    var runtime = OrtEnvironment.getEnvironment();
    long[] shape = {rows.rows(), rows.columns()};
    try (var session = runtime.createSession(graph);
        var tensor = OnnxTensor.createTensor(runtime, FloatBuffer.wrap(rows.values()), shape);
        var result = session.run(Map.of(input, tensor))) {
      var all = new HashMap<String, float[][]>();
      for (var output : result) all.put(output.getKey(), (float[][]) output.getValue().getValue());
      return all;
    }
  }

  private OnnxRun() {}
}
