// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.ops.wire.Told;
import dev.worth.protocol.CustomerEvent.OrderPlaced;
import dev.worth.protocol.CustomerEvent.OrderRefunded;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes the orders and refunds among facts as the CSV that {@code worth predict} reads. */
final class OrderLines {
  private static final String HEADER = "customer_id,time,kind,amount\n";

  private final OutputStream stream;

  OrderLines(OutputStream stream) throws IOException {
    this.stream = stream;
    write(HEADER);
  }

  void write(Told told) throws IOException {
    switch (told.fact()) {
      case OrderPlaced o -> line(told, o.at(), "purchase", o.total().value().decimal());
      case OrderRefunded r -> line(told, r.at(), "return", r.amount().value().decimal());
      default -> {
        // the other facts are no orders
      }
    }
  }

  private void line(Told told, Instant at, String kind, BigDecimal amount) throws IOException {
    write(told.customer().value() + "," + at + "," + kind + "," + amount.toPlainString() + "\n");
  }

  private void write(String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
