// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.terminal;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on the error stream how far a long piece of work is; nothing where nobody is looking. The
 * launcher says whether the error stream is a terminal.
 */
public final class Progress implements AutoCloseable {
  private static final boolean WATCHED = Boolean.getBoolean("worth.terminal");
  private final @Nullable ProgressBar bar;

  private Progress(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * @param what is being done
   * @param total steps, -1 when unknown
   */
  public static Progress of(String what, long total) {
    return new Progress(WATCHED ? bar(what, total) : null);
  }

  private static ProgressBar bar(String what, long total) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .build();
  }

  public void step(long steps) {
    if (bar != null) bar.stepBy(steps);
  }

  public void at(long steps) {
    if (bar != null) bar.stepTo(steps);
  }

  @Override
  public void close() {
    if (bar != null) bar.close();
  }
}
