// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.registry;

import dev.worth.core.promotion.RegistryEvent;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Lets Pekko journal the registry's events by {@link RegistryCodec}. */
public final class RegistrySerializer extends SerializerWithStringManifest {
  /** Stands beside every event of the registry: never change it. */
  public static final int IDENTIFIER = 7_202_620;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return RegistryCodec.nameOf((RegistryEvent) event);
  }

  @Override
  public byte[] toBinary(Object event) {
    return RegistryCodec.toCbor((RegistryEvent) event);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return RegistryCodec.fromCbor(bytes);
  }
}
