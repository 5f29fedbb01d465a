// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

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
 */
record ScoresAsked(List<One> all, Question question, boolean past) {
  /** Customers in one body. */
  static final int MOST = 1_000;

  /**
   * One of them.
   *
   * @param minSeq the least sequence number its score must include, 0 for any
   */
  record One(CustomerId customer, long minSeq) {}

  List<CustomerId> customers() {
    return all.stream().map(One::customer).toList();
  }

  /**
   * Reads {@code {"customers":["c1",{"customer":"c2","min_seq":3}],"horizon":"P90D"}}, with or
   * without an {@code "as_of"}.
   *
   * @throws ProblemException if the body is something else
   */
  static ScoresAsked read(ByteString body, Instant now) {
    try (var in = Json.FACTORY.createParser(body.toArrayUnsafe())) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw refused("the body is no JSON object");
      return read(Fields.read(in), now);
    } catch (IOException e) {
      throw refused("the body is not JSON, or breaks off");
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage() == null ? "a value is wrong" : e.getMessage());
    }
  }

  private static ScoresAsked read(Fields body, Instant now) {
    var listed = body.list("customers");
    if (listed.isEmpty() || listed.size() > MOST) {
      throw refused("customers has %d entries: send 1 to %,d".formatted(listed.size(), MOST));
    }
    var all = new ArrayList<One>(listed.size());
    for (int i = 0; i < listed.size(); i++) all.add(one(listed.get(i), i));
    boolean explain = Boolean.TRUE.equals(body.get("explain"));
    String asOf = body.text("as_of");
    Instant moment = asOf.isEmpty() ? now : moment(asOf);
    var question = new Question(moment, horizon(body.get("horizon")), explain);
    return new ScoresAsked(all, question, !asOf.isEmpty());
  }

  private static One one(@Nullable Object entry, int place) {
    return switch (entry) {
      case String id -> new One(new CustomerId(id), 0);
      case Fields fields ->
          new One(new CustomerId(fields.text("customer")), fields.number("min_seq", 0));
      case null, default ->
          throw refused(
              "customers/%d is neither an id nor an object with customer and min_seq"
                  .formatted(place));
    };
  }

  private static Instant moment(String text) {
    try {
      return Questions.moment(text);
    } catch (IllegalArgumentException e) {
      throw refused("as_of " + e.getMessage());
    }
  }

  private static double horizon(@Nullable Object value) {
    return value == null ? Questions.USUAL_HORIZON : Questions.horizon(String.valueOf(value));
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(ProblemKind.INVALID_REQUEST, detail);
  }
}
