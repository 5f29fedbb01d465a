// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.serving;

import dev.worth.node.Engine;

/** A signal ends the process only after the engine has finished what is under way. */
public final class Stopping {
  /** Runs the work when the process is asked to stop. */
  public static void with(Runnable work) {
    Runtime.getRuntime().addShutdownHook(new Thread(work, "worth-stop"));
  }

  /** Ends when the engine has stopped. */
  public static void await(Engine engine) {
    engine.system().getWhenTerminated().toCompletableFuture().join();
  }

  private Stopping() {}
}
