// SPDX-License-Identifier: Apache-2.0
/**
 * {@code worth models}: which model versions a running engine has, and who answers.
 *
 * <p>Start at {@link dev.worth.ops.models.ModelsCommand}.
 */
@NullMarked
package dev.worth.ops.models;

import org.jspecify.annotations.NullMarked;
