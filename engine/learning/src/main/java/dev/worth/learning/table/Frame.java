// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.List;

/** The fields of a table. */
record Frame(List<Field> fields, int rows) {
  Frame {
    fields = List.copyOf(fields);
  }
}
