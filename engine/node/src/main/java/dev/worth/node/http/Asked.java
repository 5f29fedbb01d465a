// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.node.facts.Fields;
import dev.worth.protocol.Problem;
import java.util.List;
import java.util.function.Function;

/** What every reader of a JSON body refuses alike: each fault is named by its JSON pointer. */
final class Asked {
  static ProblemException refused(String pointer, String detail) {
    String whole = pointer.isEmpty() ? detail : pointer.substring(1) + " " + detail;
    return new ProblemException(
        ProblemKind.INVALID_REQUEST.because(
            whole, List.of(new Problem.FieldError(pointer, whole))));
  }

  static <T> T checked(String pointer, String text, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(pointer, String.valueOf(e.getMessage()));
    }
  }

  static void checkNames(Fields fields, String place, List<String> known) {
    for (String name : fields.names()) {
      if (!known.contains(name))
        throw refused(
            place + "/" + name, "is not taken: send none but " + String.join(", ", known));
    }
  }

  /** A text that may be missing: empty then. */
  static String text(Fields fields, String place, String name) {
    return switch (fields.get(name)) {
      case null -> "";
      case String text -> text;
      default -> throw refused(place + "/" + name, "is not a text: send one, in quotes");
    };
  }

  private Asked() {}
}
