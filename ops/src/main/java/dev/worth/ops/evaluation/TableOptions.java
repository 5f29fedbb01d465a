// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code worth predict --table} is asked. */
final class TableOptions {
  @Option(names = "--table", description = "A labelled table to learn from, CSV or CSV.gz.")
  @Nullable Path train;

  @Option(names = "--label", description = "The label's column in --table.")
  @Nullable String label;

  @Option(names = "--apply", description = "The table to predict, without labels.")
  @Nullable Path test;

  @Option(
      names = "--id",
      description = "Column that names a row, default: customer_id, or the row's number.")
  @Nullable String id;

  @Option(names = "--ignore", split = ",", description = "Columns not to learn from.")
  List<String> ignored = List.of();

  @Option(
      names = "--history",
      split = ",",
      description = {
        "Other tables that share a column with --table, such as its customers' orders or",
        "demographics: what was before --as-of is counted, summed and learnt from."
      })
  List<Path> histories = List.of();

  @Option(names = "--as-of", description = "Column of --table with the time of a row.")
  @Nullable String asOf;

  @Option(
      names = "--treatment",
      description = "Column that says how a row was treated, at random: predict what that changes.")
  @Nullable String treatment;

  @Option(names = "--control", description = "What --treatment says of the untreated.")
  @Nullable String control;

  @Option(
      names = "--tries",
      defaultValue = "8",
      description = "Settings of boosted trees to try, default ${DEFAULT-VALUE}.")
  int tries = 8;

  @Option(
      names = "--members",
      defaultValue = "3",
      description = "Seeds per chosen setting, default ${DEFAULT-VALUE}.")
  int members = 3;

  @Option(names = "--explain", description = "File for what each column adds to each answer, CSV.")
  @Nullable Path explain;

  @Option(names = "--report", description = "Folder for report.md and report.json.")
  @Nullable Path report;

  boolean isAsked() {
    return train != null || label != null || test != null;
  }
}
