// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.promotion;

/** What a challenger must show before it answers anybody. */
public enum Gate {
  /** Its bundle holds what the contract says: entries, checksums, features, names, shapes. */
  CONTRACT,
  /** Its graph computes what the trainer did, on recorded rows. */
  PARITY,
  /** It tells buyers from others as well as the champion. */
  DISCRIMINATION,
  /** Of those it gives 30 %, about 30 % buy. */
  CALIBRATION,
  /** Its intervals hold as many spends as they promise. */
  COVERAGE,
  /** All expected spends together are about what was spent. */
  BIAS,
  /** Its scores are spread as the champion's are. */
  STABILITY,
  /** As many customers pass each threshold in use as before. */
  ACTION_RATE,
  /** It answers in time. */
  LATENCY,
  /** It fits into memory beside the champion. */
  NATIVE_MEMORY,
  /** What judged it can be believed: no source tells more than it should, no model is lost. */
  LABELS;

  /** No reason is good enough to go on without: nobody could answer with such a version. */
  boolean isAbsolute() {
    return this == CONTRACT || this == PARITY;
  }
}
