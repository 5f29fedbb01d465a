// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

/** Somebody else's predictions of a task. */
record Rival(String name, NumberTable predictions) {}
