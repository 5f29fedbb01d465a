// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

/**
 * The caller's input cannot be used; the message names what and the remedy. Ends with exit code 2.
 */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }

  BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
