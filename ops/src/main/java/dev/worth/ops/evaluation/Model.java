// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import dev.worth.core.features.Features;

/** A model fitted to one shop. */
interface Model extends AutoCloseable {
  /** The name it is asked for by, such as {@code bgnbd}. */
  String name();

  /** What was learnt, in one line. */
  String learnt();

  /** What it foretells of a customer with an order. May be called from several threads. */
  Forecast forecast(Features features);

  @Override
  default void close() {}
}
