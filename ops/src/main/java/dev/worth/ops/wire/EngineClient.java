// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a running engine over HTTP. A refused request is an {@link IllegalStateException} with the
 * engine's own words; a request that cannot be delivered is an {@link UncheckedIOException}.
 */
public final class EngineClient {
  /** Where the token comes from: an option would show it to everybody who lists processes. */
  public static final String TOKEN_VARIABLE = "WORTH_HTTP_TOKEN";

  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI base;
  private final Optional<String> token =
      Optional.ofNullable(System.getenv(TOKEN_VARIABLE)).filter(t -> !t.isEmpty());

  /**
   * @param base such as http://127.0.0.1:8080
   */
  public EngineClient(URI base) {
    if (base.getHost() == null) {
      throw new IllegalArgumentException(
          "url '" + base + "' names no host: write it as http://127.0.0.1:8080");
    }
    this.base = base;
  }

  public URI base() {
    return base;
  }

  /** A path segment or parameter value, escaped. */
  public static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public JsonNode get(String path) {
    return parsed(getBytes(path));
  }

  public byte[] getBytes(String path) {
    return answered(request(path).GET().build());
  }

  public JsonNode post(String path, String type, byte[] body) {
    return parsed(answered(posting(path, type, body)));
  }

  /** Asks with a JSON body. */
  public JsonNode ask(String path, Object body) {
    try {
      return post(path, "application/json", JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpRequest posting(String path, String type, byte[] body) {
    return request(path)
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** One try; whatever status comes back. */
  HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + request.uri(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    token.ifPresent(t -> builder.header("Authorization", "Bearer " + t));
    return builder;
  }

  private byte[] answered(HttpRequest request) {
    try {
      var response = exchange(request);
      if (response.statusCode() / 100 == 2) return response.body();
      throw refused(request, response);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  UncheckedIOException unreachable(IOException e) {
    return new UncheckedIOException("no engine answers at " + base + ": " + e, e);
  }

  static IllegalStateException refused(HttpRequest request, HttpResponse<byte[]> response) {
    return new IllegalStateException(
        "%s %s answered %d: %s"
            .formatted(
                request.method(),
                request.uri().getPath(),
                response.statusCode(),
                detail(response.body())));
  }

  private static String detail(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      JsonNode problem = JSON.readTree(body);
      return problem.path("detail").asText(problem.path("title").asText(text));
    } catch (IOException e) {
      return text;
    }
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException("the answer is not JSON", e);
    }
  }
}
