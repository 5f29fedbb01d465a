// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.worth.protocol.CustomerEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The stable name of each kind of fact, as {@link CustomerEvent} declares it. */
public final class FactTypes {
  private static final Map<Class<?>, String> NAMES =
      Arrays.stream(CustomerEvent.class.getAnnotation(JsonSubTypes.class).value())
          .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

  /** The name a fact's kind has in the journal, such as order-placed. */
  public static String nameOf(CustomerEvent fact) {
    return nameOf(fact.getClass());
  }

  /**
   * The name of a kind of fact.
   *
   * @throws IllegalArgumentException if the class is no kind of fact
   */
  public static String nameOf(Class<?> kind) {
    String name = NAMES.get(kind);
    if (name == null) throw new IllegalArgumentException(kind + " is not declared as a fact");
    return name;
  }

  private FactTypes() {}
}
