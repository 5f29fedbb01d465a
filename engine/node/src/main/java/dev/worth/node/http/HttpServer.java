// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.event.NoLogging;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.SystemMaterializer;

/** Binds the routes to a port. */
public final class HttpServer {
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /**
   * Listens until the actor system stops, which first lets requests under way finish.
   *
   * @return where it listens; fails if the port is taken
   */
  public static CompletionStage<ServerBinding> start(
      ActorSystem<?> system, HttpSettings settings, Doors doors) {
    var materializer = SystemMaterializer.get(system).materializer();
    var bodies = new Bodies(materializer, settings.bodyTimeout());
    doors.metrics().model(doors.model());
    var routes = Api.routes(system, settings, doors, bodies);
    var edge = new Edge(routes, new Access(settings.token()), bodies, doors.metrics());
    return Http.get(system)
        .newServerAt(settings.host(), settings.port())
        .logTo(NoLogging.getInstance())
        .withSettings(ServerSettings.create(config(system, settings)))
        .bind(edge)
        .thenApply(binding -> binding.addToCoordinatedShutdown(DRAIN, system));
  }

  /**
   * No timer per request: each route is bounded by the time-outs of what it waits for, and a bulk
   * body may take as long as it flows.
   */
  private static Config config(ActorSystem<?> system, HttpSettings settings) {
    var own =
        Map.of(
            "pekko.http.server.server-header",
            "worth",
            "pekko.http.server.request-timeout",
            "infinite",
            "pekko.http.server.idle-timeout",
            settings.idleTimeout().toMillis() + "ms",
            "pekko.http.server.max-connections",
            settings.connections(),
            "pekko.http.server.transparent-head-requests",
            true,
            "pekko.http.server.parsing.max-content-length",
            "infinite",
            "pekko.http.server.parsing.error-handler",
            ParsingErrors.class.getName());
    return ConfigFactory.parseMap(own, "worth.http").withFallback(system.settings().config());
  }

  private HttpServer() {}
}
