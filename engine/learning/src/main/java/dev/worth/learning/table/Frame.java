// SPDX-License-Identifier: Apache-2.0
package dev.worth.learning.table;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The fields of a table. */
record Frame(List<Field> fields, int rows) {
  Frame {
    fields = List.copyOf(fields);
  }

  Frame without(Set<String> names) {
    return new Frame(fields.stream().filter(f -> !names.contains(f.name())).toList(), rows);
  }

  /** Only some rows. */
  Frame pick(int[] picked) {
    return new Frame(fields.stream().map(field -> pick(field, picked)).toList(), picked.length);
  }

  private static Field pick(Field field, int[] rows) {
    return switch (field) {
      case Field.Numbers(var name, var column, var values) ->
          new Field.Numbers(name, column, Search.pick(values, rows));
      case Field.Levels(var name, var column, var codes, var labels) ->
          new Field.Levels(name, column, Arrays.stream(rows).map(i -> codes[i]).toArray(), labels);
    };
  }
}
