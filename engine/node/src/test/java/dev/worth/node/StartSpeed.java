// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Prints how long after the start of the JVM the first customer answers: run it by hand. */
final class StartSpeed {
  public static void main(String[] args) throws Exception {
    long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
    var settings = Settings.of(ConfigFactory.parseMap(Map.of("worth.data-dir", args[0])));
    print("settings", begun);
    var engine = Engine.start(settings);
    print("started", begun);
    engine.ready().get();
    print("first answer", begun);
    engine.close();
    print("stopped", begun);
    System.exit(0);
  }

  private static void print(String what, long begun) {
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.printf(
        "%s after %d ms (%d ms of processor)%n",
        what, System.currentTimeMillis() - begun, process.getProcessCpuTime() / 1_000_000);
  }

  private StartSpeed() {}
}
