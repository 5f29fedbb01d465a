// SPDX-License-Identifier: Apache-2.0
/**
 * Any labelled table: what its columns are, how they become numbers, a tuned ensemble on top, and
 * how good that is.
 *
 * <p>Start at {@link dev.worth.learning.table.TableJob}. Rows are arrays of texts; nothing here
 * reads a file.
 */
@NullMarked
package dev.worth.learning.table;

import org.jspecify.annotations.NullMarked;
