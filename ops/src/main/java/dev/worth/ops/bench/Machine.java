// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure was measured on. */
final class Machine {
  static Map<String, Object> describe() {
    var machine = new LinkedHashMap<String, Object>();
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("java", Runtime.version().toString());
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("max_heap_mib", Runtime.getRuntime().maxMemory() >> 20);
    return machine;
  }

  private Machine() {}
}
