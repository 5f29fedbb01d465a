// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.experiment;

import dev.worth.core.experiment.ExperimentEvent;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lets Pekko journal what happens to experiments, by {@link ExperimentCodec}. */
public final class ExperimentSerializer extends SerializerWithStringManifest {
  /** Stands beside every such event in every journal: never change it. */
  public static final int IDENTIFIER = 7_202_610;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return ExperimentCodec.nameOf((ExperimentEvent) event);
  }

  @Override
  public byte[] toBinary(Object event) {
    return ExperimentCodec.toCbor((ExperimentEvent) event);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return ExperimentCodec.fromCbor(bytes);
  }
}
