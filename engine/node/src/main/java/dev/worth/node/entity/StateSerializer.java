// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.StateCodec;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lets Pekko write snapshots by {@link StateCodec}: equal states are equal bytes. */
public final class StateSerializer extends SerializerWithStringManifest {
  /** Stands beside every snapshot: never change it. */
  public static final int IDENTIFIER = 7_202_602;

  private static final String MANIFEST = "customer-state";

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object state) {
    return MANIFEST;
  }

  @Override
  public byte[] toBinary(Object state) {
    return StateCodec.encode((CustomerState) state);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return StateCodec.decode(bytes);
  }
}
