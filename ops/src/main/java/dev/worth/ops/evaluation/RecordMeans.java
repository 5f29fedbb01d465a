// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.evaluation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The mean of figures of several seeds, figure by figure, through records and maps of figures.
 * Counts and names are the first one's. By reflection, so that no figure added later is forgotten.
 */
final class RecordMeans {
  private RecordMeans() {}

  /**
   * @param each of the same structure, at least one
   */
  static <R extends Record> R of(List<R> each) {
    @SuppressWarnings("unchecked") // the class of a value of type R
    var type = (Class<R>) each.getFirst().getClass();
    var parts = type.getRecordComponents();
    var types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var means = Arrays.stream(parts).map(part -> mean(values(each, part))).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(means);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no mean of " + type, e);
    }
  }

  private static List<@Nullable Object> values(List<? extends Record> each, RecordComponent part) {
    return Arrays.asList(each.stream().map(one -> value(one, part)).toArray());
  }

  private static @Nullable Object value(Record one, RecordComponent part) {
    try {
      return part.getAccessor().invoke(one);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("no value of " + part, e);
    }
  }

  private static @Nullable Object mean(List<@Nullable Object> values) {
    return switch (values.getFirst()) {
      case null -> null;
      case Double any -> values.stream().mapToDouble(v -> (double) v).average().orElseThrow();
      case Record any -> of(values.stream().map(Record.class::cast).toList());
      case Map<?, ?> first -> byName(first, values);
      case Object first -> first;
    };
  }

  private static Map<String, @Nullable Object> byName(
      Map<?, ?> first, List<@Nullable Object> values) {
    var means = new TreeMap<String, @Nullable Object>();
    for (Object name : first.keySet())
      means.put((String) name, mean(Arrays.asList(under(name, values))));
    return means;
  }

  private static @Nullable Object[] under(Object name, List<@Nullable Object> values) {
    return values.stream().map(v -> v instanceof Map<?, ?> map ? map.get(name) : null).toArray();
  }
}
