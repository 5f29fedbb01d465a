// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.protocol.Problem;
import dev.worth.protocol.Problem.FieldError;
import java.util.List;

/** The kinds of problem an event can have; each type is a page of the server. */
final class Problems {
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;

  static Problem malformed(String pointer, String detail) {
    return new Problem(
        "/problems/malformed-json",
        "The event is not readable JSON",
        BAD_REQUEST,
        detail,
        List.of(new FieldError(pointer, detail)));
  }

  static Problem invalid(List<FieldError> errors) {
    return new Problem(
        "/problems/invalid-event",
        "The event lacks something or has fields of a wrong kind",
        BAD_REQUEST,
        errors.size() == 1 ? errors.get(0).detail() : errors.size() + " fields are at fault",
        errors);
  }

  static Problem tooLarge(int bytes) {
    String detail =
        "the event has " + bytes + " bytes: send at most " + Ingest.LARGEST_EVENT + " for one";
    return new Problem(
        "/problems/event-too-large",
        "The event is too large",
        TOO_LARGE,
        detail,
        List.of(new FieldError("", detail)));
  }

  private Problems() {}
}
