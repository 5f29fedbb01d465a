// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.worth.node.facts.Fields;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** CloudEvents in binary mode: the attributes are HTTP headers, percent-encoded. */
final class BinaryMode {
  private static final String PREFIX = "ce-";

  /** The attributes by their plain names, decoded, in the order of their names. */
  static Map<String, String> attributes(Map<String, String> headers) {
    var attributes = new TreeMap<String, String>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          String plain = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
          attributes.put(plain, decoded(value));
        });
    return attributes;
  }

  /** The event these attributes make, still without data. */
  static Fields event(Map<String, String> attributes, String contentType) {
    var event = new Fields();
    attributes.forEach(event::put);
    if (!event.has("datacontenttype") && !contentType.isBlank())
      event.put("datacontenttype", contentType);
    return event;
  }

  /** A percent sign that no two hexadecimal digits follow stands for itself. */
  private static String decoded(String value) {
    if (value.indexOf('%') < 0) return value;
    var bytes = new ByteArrayOutputStream(value.length());
    byte[] in = value.getBytes(UTF_8);
    for (int i = 0; i < in.length; i++) {
      int code = in[i] == '%' && i + 2 < in.length ? hex(in[i + 1], in[i + 2]) : -1;
      bytes.write(code < 0 ? in[i] : code);
      if (code >= 0) i += 2;
    }
    return bytes.toString(UTF_8);
  }

  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : 16 * h + l;
  }

  private BinaryMode() {}
}
