// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import dev.worth.protocol.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of error this server answers with. Each is a page under {@code /problems/}, and that
 * address is the {@code type} of the problem (RFC 9457).
 */
enum ProblemKind {
  INVALID_REQUEST(
      400,
      "The request is not understood",
      "A header, a path part or a query parameter has a value outside what the route takes. The"
          + " detail names it and what to send instead. Repeating the request as it is will fail"
          + " again."),
  MALFORMED_JSON(
      400,
      "The event is not readable JSON",
      "The body is not JSON, breaks off, or is not UTF-8. Nothing was stored; mend the event and"
          + " send it again under the same id."),
  INVALID_EVENT(
      400,
      "The event lacks something or has fields of a wrong kind",
      "The errors point at each field and say what to send. Nothing was stored; mend the event and"
          + " send it again under the same id."),
  UNAUTHORIZED(
      401,
      "A valid token is needed",
      "Send the header `Authorization: Bearer TOKEN` with the token the server was started with"
          + " (`worth.http.token`, or WORTH_HTTP_TOKEN)."),
  NOT_FOUND(404, "There is nothing here", "The path is not one of this server, or names nothing."),
  METHOD_NOT_ALLOWED(
      405, "The path does not take this method", "The header `Allow` lists those it takes."),
  NOT_ACCEPTABLE(
      406,
      "No form of the answer fits Accept",
      "The detail lists the media types that the route answers with."),
  TIMEOUT(
      408,
      "The body did not arrive in time",
      "A body must arrive within the stated time. Large imports belong in an NDJSON body, which may"
          + " take as long as it needs while it flows."),
  NOT_YET_VISIBLE(
      409,
      "The customer has not reached that sequence number",
      "The read asked for `min_seq` and the customer did not reach it within the limit the server"
          + " waits. If the number came from a write, repeat after the time in `Retry-After`; a"
          + " number that no write returned is never reached."),
  CONFLICT(409, "This contradicts what is there", "The detail says with what."),
  GATES_NOT_PASSED(
      409,
      "The model version does not pass a gate",
      "The errors name each gate with what was measured. The version that answers is not touched."
          + " Train again, let the engine collect outcomes for gates that could not judge, or send"
          + " `\"force\":true` with a `reason` to take it upon yourself; a bundle that cannot"
          + " answer is never let through."),
  TOO_LARGE(
      413,
      "The body is too large",
      "One event may have 64 KiB, one body 500 KB and a batch 1,000 events. An NDJSON body"
          + " (`application/x-ndjson`) may be of any length: it is read as a stream."),
  EVENT_TOO_LARGE(
      413,
      "The event is too large",
      "One event may have 64 KiB. Leave out what is no fact, or send an order's lines without their"
          + " descriptions."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body's media type is not taken here",
      "The detail lists the media types that the route takes. Set `Content-Type` accordingly."),
  BUNDLE_REFUSED(
      422,
      "The model bundle is refused",
      "The bundle is damaged, or was made for other features, names, shapes or operators than this"
          + " server reads. The detail says which. Models in use are not touched."),
  TOO_MANY_HEADERS(431, "The headers are too large", "Send fewer or shorter headers."),
  INTERNAL_ERROR(
      500,
      "The server failed",
      "A defect of the server. Its log has the cause under the request's id, which the header"
          + " `X-Request-Id` repeats. An event that got this answer may or may not be stored: send"
          + " it again under the same id, it is not counted twice."),
  OVERLOADED(
      429,
      "More is under way than the server keeps in memory",
      "More arrives than the disk takes. Nothing of this request was stored, and what is under way"
          + " goes on: repeat it after the time in `Retry-After`, send less at once, or send"
          + " NDJSON, which is made to wait instead."),
  UNAVAILABLE(
      503,
      "The server cannot do this now",
      "It is starting or stopping, the customer's actor did not answer in time, or the disk does"
          + " not take writes (`/health/ready` says why). Repeat the request after the time in"
          + " `Retry-After`. An event that got this answer may or may not be stored: send it"
          + " again under the same id, it is not counted twice."),
  DAMAGED(
      503,
      "What is stored of the customer is damaged",
      "A checksum or the structure of the journal does not fit, so nothing is recorded or answered"
          + " for this customer; all others are served. Nothing of this request was stored for this"
          + " customer. Run `worth verify` on the data folder to see which records are damaged,"
          + " stop the server and restore a backup. Repeating the request before that is of no"
          + " use.");

  private final int status;
  private final String title;
  private final String page;

  ProblemKind(int status, String title, String page) {
    this.status = status;
    this.title = title;
    this.page = page;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** What to do about it, for people. */
  String page() {
    return page;
  }

  /** The last part of the page's address, such as too-large. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The page's address. */
  String type() {
    return "/problems/" + slug();
  }

  static Optional<ProblemKind> of(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
  }

  /** One occurrence: the detail names the value and the remedy, and nothing personal. */
  Problem because(String detail) {
    return new Problem(type(), title, status, detail, List.of());
  }

  /** One occurrence with a reason for each field at fault. */
  Problem because(String detail, List<Problem.FieldError> errors) {
    return new Problem(type(), title, status, detail, errors);
  }
}
