// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.core.preparation.Implausible;
import dev.worth.protocol.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one event, gathered while it is read. */
final class Faults {
  private @Nullable List<FieldError> errors;
  private @Nullable Implausible doubt;

  /** The event cannot be read. */
  void add(String pointer, String detail) {
    if (errors == null) errors = new ArrayList<>();
    errors.add(new FieldError(pointer, detail));
  }

  /** The event can be read but not believed; the first doubt counts. */
  void doubt(Implausible why) {
    if (doubt == null) doubt = why;
  }

  boolean isReadable() {
    return errors == null;
  }

  List<FieldError> errors() {
    return errors == null ? List.of() : List.copyOf(errors);
  }

  @Nullable Implausible doubt() {
    return doubt;
  }
}
