// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import dev.worth.protocol.CustomerEvent;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Lets Pekko write facts, to the journal and to other nodes, by {@link FactCodec}. The manifest is
 * the stable type name, never a class name, so a class may move.
 */
public final class FactSerializer extends SerializerWithStringManifest {
  /** Stands beside every fact in every journal: never change it. */
  public static final int IDENTIFIER = 7_202_601;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object fact) {
    return FactTypes.nameOf(fact.getClass());
  }

  @Override
  public byte[] toBinary(Object fact) {
    return FactCodec.toCbor((CustomerEvent) fact);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return FactCodec.fromCbor(bytes);
  }
}
