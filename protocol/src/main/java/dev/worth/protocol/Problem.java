// SPDX-License-Identifier: Apache-2.0
package dev.worth.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An error as in RFC 9457, with a reason for each field at fault.
 *
 * @param type a URI reference that names the kind of problem and is served as a page
 * @param title the kind, for people
 * @param status the HTTP status
 * @param detail this occurrence: names the value and the remedy, never personal data or a stack
 *     trace
 * @param errors one entry per field, empty when no single field is at fault
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type, String title, int status, String detail, List<FieldError> errors) {
  /** A field at fault: where (a JSON pointer) and what to do about it. */
  public record FieldError(String pointer, String detail) {}
}
