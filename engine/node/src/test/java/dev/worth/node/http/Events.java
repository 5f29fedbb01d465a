// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Bodies to send. */
final class Events {
  static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  static String order(String customer, String id, String total) {
    return order(customer, id, total, NOW.minusSeconds(60));
  }

  static String order(String customer, String id, String total, Instant at) {
    return cloudEvent(
        customer,
        id,
        "dev.worth.order-placed.v1",
        at,
        "{\"order\":\"o-%s\",\"total\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
            .formatted(id, total));
  }

  static String view(String customer, String id) {
    return view(customer, id, NOW.minusSeconds(60));
  }

  static String view(String customer, String id, Instant at) {
    return cloudEvent(
        customer, id, "product-viewed", at, "{\"product\":\"p-1\",\"category\":\"Garden\"}");
  }

  private static String cloudEvent(
      String customer, String id, String type, Instant at, String data) {
    return """
    {"specversion":"1.0","id":"%s","source":"/test","type":"%s","time":"%s","subject":"%s","data":%s}\
    """
        .formatted(id, type, at, customer, data);
  }

  private Events() {}
}
