// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Asked.checkNames;
import static dev.worth.node.http.Asked.checked;
import static dev.worth.node.http.Asked.refused;
import static dev.worth.node.http.Asked.text;

import com.fasterxml.jackson.core.JsonToken;
import dev.worth.core.scoring.Scoring.Question;
import dev.worth.node.facts.Fields;
import dev.worth.protocol.CustomerId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A question about many customers, as it stands in a body.
 *
 * @param past whether the question's moment was asked for: time travel, not the present
 * @param record whether the scores are kept, each under an id that outcomes can be joined by
 */
record ScoresAsked(List<One> all, Question question, boolean past, boolean record) {
  /** Customers in one body. */
  static final int MOST = 1_000;

  private static final List<String> NAMES =
      List.of("customers", "horizon", "explain", "as_of", "record");
  private static final List<String> NAMES_OF_ONE = List.of("customer", "min_seq");

  /**
   * One of them.
   *
   * @param minSeq the least sequence number its score must include, 0 for any
   */
  record One(CustomerId customer, long minSeq) {}

  List<CustomerId> customers() {
    return all.stream().map(One::customer).toList();
  }

  /** One for each customer. */
  List<Long> minSeqs() {
    return all.stream().map(One::minSeq).toList();
  }

  /**
   * Reads {@code {"customers":["c1",{"customer":"c2","min_seq":3}],"horizon":"P90D"}}, with or
   * without an {@code "as_of"}.
   *
   * @throws ProblemException if the body is something else; it names the field
   */
  static ScoresAsked read(ByteString body, Instant now) {
    try (var in = Json.FACTORY.createParser(body.toArrayUnsafe())) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw refused("", "the body is no JSON object");
      return read(Fields.read(in), now);
    } catch (IOException e) {
      throw refused("", "the body is not JSON, or breaks off");
    }
  }

  private static ScoresAsked read(Fields body, Instant now) {
    checkNames(body, "", NAMES);
    var listed = body.list("customers");
    if (listed.isEmpty() || listed.size() > MOST) {
      throw refused(
          "/customers", "has %d entries: send a list of 1 to %,d".formatted(listed.size(), MOST));
    }
    var moment = text(body, "", "as_of");
    var all = new ArrayList<One>(listed.size());
    for (int i = 0; i < listed.size(); i++) {
      all.add(one(listed.get(i), "/customers/" + i, !moment.isEmpty()));
    }
    var question =
        new Question(
            moment.isEmpty() ? now : checked("/as_of", moment, Questions::moment),
            horizon(body.get("horizon")),
            truth(body, "explain"));
    boolean record = truth(body, "record");
    if (record && !moment.isEmpty())
      throw refused("/record", "does not go with as_of: a forecast made afterwards is none");
    return new ScoresAsked(all, question, !moment.isEmpty(), record);
  }

  private static One one(@Nullable Object entry, String place, boolean past) {
    return switch (entry) {
      case String id -> new One(checked(place, id, CustomerId::new), 0);
      case Fields fields -> one(fields, place, past);
      case null, default ->
          throw refused(place, "is neither an id nor an object with customer and min_seq");
    };
  }

  private static One one(Fields fields, String place, boolean past) {
    checkNames(fields, place, NAMES_OF_ONE);
    var customer = checked(place + "/customer", text(fields, place, "customer"), CustomerId::new);
    if (!fields.has("min_seq")) return new One(customer, 0);
    String pointer = place + "/min_seq";
    if (past)
      throw refused(pointer, "does not go with as_of, which reads all that was ever acknowledged");
    if (fields.get("min_seq") instanceof Long minSeq && minSeq >= 0) {
      return new One(customer, minSeq);
    }
    throw refused(pointer, "is no sequence number: send a whole number from 0");
  }

  private static boolean truth(Fields body, String name) {
    return switch (body.get(name)) {
      case null -> false;
      case Boolean truth -> truth;
      default ->
          throw refused("/" + name, "is not a truth value: send true or false, without quotes");
    };
  }

  private static double horizon(@Nullable Object value) {
    return switch (value) {
      case null -> Questions.USUAL_HORIZON;
      case String text -> checked("/horizon", text, Questions::horizon);
      case Number days -> checked("/horizon", days.toString(), Questions::horizon);
      default -> throw refused("/horizon", "is neither days nor a duration: send 90, or P90D");
    };
  }
}
