// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

/**
 * A customer's entity did not answer. What was sent may or may not be stored: sending the same
 * again is safe, because a known fact changes nothing.
 */
public final class NotAnswered extends RuntimeException {
  NotAnswered(String message) {
    super(message, null, false, false);
  }
}
