// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.deep;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Computes in floats with LibTorch, which remembers how, so that gradients can be asked for. Values
 * live outside the heap: whoever computes opens a {@link org.bytedeco.javacpp.PointerScope}. The
 * weights live until {@link #close}.
 */
final class TorchOps implements Ops<Tensor>, AutoCloseable {
  private final Map<String, Tensor> learned = new LinkedHashMap<>();
  private final Map<String, Matrix> shapes;

  /**
   * @param start the weights to begin with
   * @throws IllegalStateException if the native library cannot be loaded
   */
  TorchOps(Weights start) {
    LibTorch.load();
    shapes = start.matrices();
    shapes.forEach((name, m) -> learned.put(name, tensor(m).set_requires_grad(true)));
  }

  static Tensor tensor(Matrix m) {
    return torch.tensor(m.values()).reshape(m.rows(), m.columns());
  }

  static float[] values(Tensor a) {
    var values = new float[Math.toIntExact(a.numel())];
    new FloatPointer(a.contiguous().data_ptr_float()).get(values);
    return values;
  }

  TensorVector leaves() {
    return new TensorVector(learned.values().toArray(Tensor[]::new));
  }

  /** What has been learned until now. */
  Weights weights() {
    var weights = new LinkedHashMap<String, Matrix>();
    shapes.forEach(
        (name, m) ->
            weights.put(name, new Matrix(m.rows(), m.columns(), values(learned(name).detach()))));
    return new Weights(weights);
  }

  @Override
  public Tensor learned(String name) {
    Tensor tensor = learned.get(name);
    if (tensor == null)
      throw new IllegalArgumentException(
          "no weights '" + name + "': there are " + learned.keySet());
    return tensor;
  }

  @Override
  public Tensor row(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
    return torch.tensor(floats).reshape(1, floats.length);
  }

  @Override
  public Tensor column(Tensor a, int index) {
    return a.narrow(1, index, 1);
  }

  @Override
  public Tensor matmul(Tensor a, Tensor b) {
    return torch.matmul(a, b);
  }

  @Override
  public Tensor transposed(Tensor a) {
    return a.t();
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return torch.add(a, b);
  }

  @Override
  public Tensor subtract(Tensor a, Tensor b) {
    return torch.sub(a, b);
  }

  @Override
  public Tensor multiply(Tensor a, Tensor b) {
    return torch.mul(a, b);
  }

  @Override
  public Tensor divide(Tensor a, Tensor b) {
    return torch.div(a, b);
  }

  @Override
  public Tensor larger(Tensor a, Tensor b) {
    return torch.maximum(a, b);
  }

  @Override
  public Tensor smaller(Tensor a, Tensor b) {
    return torch.minimum(a, b);
  }

  @Override
  public Tensor exp(Tensor a) {
    return torch.exp(a);
  }

  @Override
  public Tensor log(Tensor a) {
    return torch.log(a);
  }

  @Override
  public Tensor logSigmoid(Tensor a) {
    return torch.log_sigmoid(a);
  }

  @Override
  public Tensor mean(Tensor a) {
    return torch.mean(a).reshape(1, 1);
  }

  /** At 0 with a gradient of 0, as everybody has it; that of a maximum would be a half. */
  @Override
  public Tensor relu(Tensor a) {
    return torch.relu(a);
  }

  @Override
  public void close() {
    learned.values().forEach(Tensor::close);
  }
}
