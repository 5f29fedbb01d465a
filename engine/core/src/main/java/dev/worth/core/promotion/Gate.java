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
  LABELS,
  /** While it was tried it answered by itself. */
  STAND_INS,
  /** While it was tried it answered in time. */
  LIVE_LATENCY,
  /** While it was tried as many answers passed each threshold as the gates had let pass. */
  LIVE_ACTION,
  /** Of what it foretold while it was tried, as much came as it said. */
  SERVED;

  /** No reason is good enough to go on without: nobody could answer with such a version. */
  boolean isAbsolute() {
    return this == CONTRACT || this == PARITY;
  }

  /** Judged by what a version does while it is tried: where nobody asked, nobody is stopped. */
  boolean isLive() {
    return compareTo(STAND_INS) >= 0;
  }
}
