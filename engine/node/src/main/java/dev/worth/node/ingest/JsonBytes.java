// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.worth.node.facts.Fields;
import java.io.CharConversionException;
import java.io.IOException;

/** JSON from outside: bounded in depth and length, in UTF-8, each name once. */
final class JsonBytes {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Ingest.LARGEST_EVENT)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  /** A parser over UTF-8 bytes; a byte order mark is skipped. */
  static JsonParser parser(byte[] body, int from, int to) throws IOException {
    int start = start(body, from, to);
    if (isWide(body, start, to)) throw new CharConversionException("not UTF-8");
    return JSON.createParser(body, start, to - start);
  }

  /** The one object these bytes are. */
  static Fields object(byte[] body, int from, int to) throws IOException {
    try (var in = parser(body, from, to)) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw new JsonParseException(in, "no object");
      var fields = Fields.read(in);
      end(in);
      return fields;
    }
  }

  static void end(JsonParser in) throws IOException {
    if (in.nextToken() != null) throw new JsonParseException(in, "more than one value");
  }

  static boolean isBlank(byte[] body, int from, int to) {
    int i = start(body, from, to);
    while (i < to && body[i] >= 0 && body[i] <= ' ') i++;
    return i >= to;
  }

  /** The first byte after the byte order mark, if there is one: the parser counts from there. */
  static int start(byte[] body, int from, int to) {
    boolean isMarked =
        to - from >= 3
            && body[from] == (byte) 0xEF
            && body[from + 1] == (byte) 0xBB
            && body[from + 2] == (byte) 0xBF;
    return isMarked ? from + 3 : from;
  }

  /** UTF-16 and UTF-32, which the parser would take without a word, against RFC 8259. */
  private static boolean isWide(byte[] body, int from, int to) {
    return to - from >= 2
        && (body[from] == 0
            || body[from + 1] == 0
            || body[from] == (byte) 0xFE
            || body[from] == (byte) 0xFF);
  }

  /** What to tell the sender: where it goes wrong and the remedy, nothing of the content. */
  static String explain(IOException e) {
    if (e instanceof Fields.Ambiguous ambiguous)
      return "a field " + ambiguous.getOriginalMessage() + ": send each field once";
    if (e instanceof JsonProcessingException json && isBreak(json))
      return "the JSON breaks off at" + place(json) + ": send the whole object";
    if (e instanceof StreamConstraintsException)
      return "the JSON is nested deeper than "
          + DEEPEST
          + " or has a text, name or number beyond"
          + " all measure: send it simpler";
    if (e instanceof CharConversionException || isEncoding(e))
      return "the bytes are not UTF-8: send the text encoded as UTF-8";
    if (e instanceof JsonProcessingException json)
      return "this is not one JSON object, see" + place(json) + ": send one complete object";
    return "the body could not be read: send it again";
  }

  /**
   * Inside a name, text or number the parser throws one kind of exception, between them another.
   */
  private static boolean isBreak(JsonProcessingException e) {
    return e instanceof JsonEOFException || e.getOriginalMessage().contains("end-of-input");
  }

  private static boolean isEncoding(IOException e) {
    return e.getMessage() != null && e.getMessage().contains("UTF-8");
  }

  /** The JSON pointer of a field at fault, empty for the whole. */
  static String pointer(IOException e) {
    return e instanceof Fields.Ambiguous ambiguous
        ? ambiguous.getProcessor().getParsingContext().pathAsPointer().toString()
        : "";
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " byte " + e.getLocation().getByteOffset();
  }

  private JsonBytes() {}
}
