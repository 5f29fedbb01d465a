// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import dev.worth.node.facts.Fields;
import dev.worth.protocol.CustomerId;
import dev.worth.protocol.EventKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of an envelope, each checked and each fault noted with its place. */
record Attributes(Fields fields, String pointer, Faults faults) {
  /** Stands for bytes that were no UTF-8: two ids that differ in these would become one. */
  private static final char NO_UTF_8 = '\uFFFD';

  /** Stands in for an identity that could not be read. */
  static final EventKey NO_KEY = new EventKey("missing", "missing");

  private static final CustomerId NOBODY = new CustomerId("missing");

  /** A text; empty when it is missing, and noted when it is something else. */
  String text(String name) {
    return switch (fields.get(name)) {
      case String text when Texts.isBroken(text) || text.indexOf(NO_UTF_8) >= 0 ->
          wrong(name, "is not well-formed text: send it as UTF-8");
      case String text -> text;
      case null -> "";
      default -> wrong(name, "is not a text: send one, in quotes");
    };
  }

  /** The first of these fields that was sent; empty when none was. */
  String first(String... names) {
    for (String name : names) if (fields.get(name) != null) return text(name);
    return "";
  }

  /** The identity; missing or unusable parts are noted. */
  EventKey key(String sourceName, String source, String idName, String id) {
    if (isMissing(sourceName, source) | isMissing(idName, id)) return NO_KEY;
    try {
      return new EventKey(source, id);
    } catch (IllegalArgumentException e) {
      boolean isSource = Texts.message(e).startsWith("event source");
      wrong(isSource ? sourceName : idName, "cannot be used: " + Texts.message(e));
      return NO_KEY;
    }
  }

  private boolean isMissing(String name, String identifier) {
    if (!identifier.isEmpty()) return false;
    if (!isNoText(name)) wrong(name, "is missing: send it");
    return true;
  }

  /** Whether something was sent there that {@link #text} has noted as being no text. */
  boolean isNoText(String name) {
    Object value = fields.get(name);
    return value != null && !(value instanceof String);
  }

  /** The customer; nobody or an unusable id is noted under the name where it belongs. */
  CustomerId customer(String name, String id) {
    if (isMissing(name, id)) return NOBODY;
    try {
      return new CustomerId(id);
    } catch (IllegalArgumentException e) {
      wrong(name, "cannot be used: " + Texts.message(e));
      return NOBODY;
    }
  }

  /** The time under a name; null when it is missing or was noted. */
  @Nullable Instant time(String name) {
    String text = text(name);
    if (text.isEmpty()) return null;
    Instant time = Rfc3339.parse(text);
    if (time == null) wrong(name, "is not an RFC 3339 time: send one such as 2026-03-01T12:30:00Z");
    return time;
  }

  /** The object under a name; empty when it is missing, and noted when it is something else. */
  Fields object(String name) {
    Object value = fields.get(name);
    if (value instanceof Fields object) return object;
    if (value != null) wrong(name, "is not an object: send one, in braces");
    return new Fields();
  }

  /** The meaning of the type under a name; an unknown one is noted. */
  Meaning meaning(String name, String type) {
    Meaning meaning = Kinds.find(type);
    if (meaning != null) return meaning;
    if (type.isEmpty()) wrong(name, "is missing: send the kind of event");
    else wrong(name, "is no kind of event we know: send one of those listed in the documentation");
    return Meaning.of(FactKind.ELEMENT_CLICKED);
  }

  /** Notes a fault; the stand-in is empty. */
  String wrong(String name, String detail) {
    faults.add(pointer + "/" + name, name + " " + detail);
    return "";
  }
}
