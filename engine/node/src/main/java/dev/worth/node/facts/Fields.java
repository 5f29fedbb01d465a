// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.facts;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON or CBOR object as it was read: names and values side by side. Values are String, Long,
 * BigDecimal, Boolean, Fields or List; a null is as good as absent.
 *
 * <p>Objects of a fact have a dozen names at most, where a scan beats a hash table and allocates a
 * fifth of a node tree.
 */
public final class Fields {
  /** More names than any fact needs: beyond this the object is refused, as an attack. */
  public static final int MOST = 500;

  private static final int USUAL = 12;

  private String[] names = new String[USUAL];
  private @Nullable Object[] values = new Object[USUAL];
  private int size;
  private int from = -1;
  private int to = -1;

  /** The same name twice in one object, or too many names: nobody can say what was meant. */
  public static final class Ambiguous extends JsonParseException {
    public Ambiguous(JsonParser in, String message) {
      super(in, message);
    }
  }

  public Fields() {}

  /**
   * Reads the object the parser stands on and leaves the parser at its end.
   *
   * @throws IOException if the object breaks off, is no JSON, or repeats a name
   */
  public static Fields read(JsonParser in) throws IOException {
    var fields = new Fields();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      if (fields.has(name)) throw new Ambiguous(in, "is given twice in one object");
      fields.put(name, value(in, in.nextToken()));
      if (fields.size > MOST) throw new Ambiguous(in, "has more than " + MOST + " fields");
    }
    if (in.currentToken() != JsonToken.END_OBJECT)
      throw new JsonParseException(in, "not an object");
    return fields;
  }

  /** As {@link #read}, and remembers where in the input the object stood. */
  public static Fields readPlaced(JsonParser in) throws IOException {
    int from = (int) in.currentTokenLocation().getByteOffset();
    var fields = read(in);
    fields.from = from;
    fields.to = (int) in.currentLocation().getByteOffset();
    return fields;
  }

  private static @Nullable Object value(JsonParser in, @Nullable JsonToken token)
      throws IOException {
    if (token == null) throw new JsonParseException(in, "breaks off");
    return switch (token) {
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT -> integer(in);
      case VALUE_NUMBER_FLOAT -> in.getDecimalValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case START_OBJECT -> read(in);
      case START_ARRAY -> list(in);
      default -> null;
    };
  }

  private static Object integer(JsonParser in) throws IOException {
    return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? in.getDecimalValue()
        : (Object) in.getLongValue();
  }

  private static List<?> list(JsonParser in) throws IOException {
    var list = new ArrayList<@Nullable Object>();
    for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      list.add(token == JsonToken.START_OBJECT ? readPlaced(in) : value(in, token));
    }
    return list;
  }

  /** Adds a value under a name that is not yet there; null adds only the name. */
  public void put(String name, @Nullable Object value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 4 * size);
      values = Arrays.copyOf(values, 4 * size);
    }
    names[size] = name;
    values[size++] = value;
  }

  /** First byte of the object in the input, for an element of a list; else -1. */
  public int from() {
    return from;
  }

  /** First byte after the object, for an element of a list; else -1. */
  public int to() {
    return to;
  }

  /** Whether the name was given, be it with null. */
  public boolean has(String name) {
    return find(name) >= 0;
  }

  /** The value under this name; null when there is none. */
  public @Nullable Object get(String name) {
    int i = find(name);
    return i < 0 ? null : values[i];
  }

  /** The names given, in their order. */
  public List<String> names() {
    return List.of(Arrays.copyOf(names, size));
  }

  private int find(String name) {
    for (int i = 0; i < size; i++) if (names[i].equals(name)) return i;
    return -1;
  }

  /** The text under this name, empty when there is none or it is no text. */
  public String text(String name) {
    return get(name) instanceof String text ? text : "";
  }

  /** The whole number under this name, or the given one. */
  public long number(String name, long missing) {
    return get(name) instanceof Long number ? number : missing;
  }

  /** The object under this name, empty when there is none. */
  public Fields object(String name) {
    return get(name) instanceof Fields fields ? fields : new Fields();
  }

  /** The list under this name, empty when there is none. */
  public List<?> list(String name) {
    return get(name) instanceof List<?> list ? list : List.of();
  }
}
