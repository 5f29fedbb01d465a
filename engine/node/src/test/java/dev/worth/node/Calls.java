// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A whole engine as it is shipped, and a client of it. */
final class Calls implements AutoCloseable {
  final Engine engine;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Calls(Path data, String settings) {
    engine =
        Engine.start(
            Settings.of(
                ConfigFactory.parseString(
                    "worth.data-dir = \"%s\"\nworth.http.port = 0\n%s".formatted(data, settings))));
    engine.ready().join();
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(engine.url().resolve(path)));
  }

  HttpResponse<String> post(String type, String body) {
    return send(
        HttpRequest.newBuilder(engine.url().resolve("/v1/events"))
            .header("content-type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.close();
    engine.close();
  }
}
