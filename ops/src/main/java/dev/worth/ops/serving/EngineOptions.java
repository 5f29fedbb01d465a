// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.serving;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.worth.node.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an engine listens and what shop it is for. What is not given is as shipped. */
public final class EngineOptions {
  @Option(names = "--port", paramLabel = "PORT", description = "Port for HTTP, 0 takes a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = {
        "Address to listen on. Any but this machine's own needs a token",
        "in the variable WORTH_HTTP_TOKEN."
      })
  private @Nullable String host;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Of the shop, ISO 4217. Fixed for the life of a journal.")
  private @Nullable String currency;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings to lay over those shipped (HOCON).")
  private @Nullable Path config;

  public Optional<String> currency() {
    return Optional.ofNullable(currency);
  }

  /**
   * @param data folder of everything durable; as configured when empty
   * @param defaults settings that count unless an option says otherwise
   */
  public Settings settings(Optional<Path> data, Map<String, Object> defaults) {
    var own = new HashMap<String, Object>(defaults);
    data.ifPresent(folder -> own.put("worth.data-dir", folder.toString()));
    if (port != null) own.put("worth.http.port", port);
    if (host != null) own.put("worth.http.host", host);
    if (currency != null) own.put("worth.currency", currency);
    Config given = ConfigFactory.parseMap(own, "the command line");
    return Settings.of(config == null ? given : given.withFallback(read(config)));
  }

  private static Config read(Path file) {
    var options = ConfigParseOptions.defaults().setAllowMissing(false).setSyntax(ConfigSyntax.CONF);
    try {
      return ConfigFactory.parseFile(file.toFile(), options);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("settings " + file + ": " + e.getMessage(), e);
    }
  }
}
