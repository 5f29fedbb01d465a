// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * How the edge is set up; the keys are under {@code worth.http}.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param token who shows it may ask; empty where only this machine can ask
 * @param connections most at one time
 * @param idleTimeout a connection on which nothing moves for so long is closed
 * @param bodyTimeout a body that is not streamed must arrive within this
 * @param visibilityTimeout how long a read waits for its {@code min_seq}
 * @param chunksInFlight how many pieces of one bulk body may wait for the disk
 */
public record HttpSettings(
    String host,
    int port,
    Optional<String> token,
    int connections,
    Duration idleTimeout,
    Duration bodyTimeout,
    Duration visibilityTimeout,
    int chunksInFlight) {
  private static final int SHORTEST_TOKEN = 16;

  /** One event, whatever form it comes in. */
  static final int LARGEST_EVENT = 64 * 1024;

  /** A body that is read as a whole. */
  static final int LARGEST_BODY = 500_000;

  /** Events in a body that is read as a whole. */
  static final int LARGEST_BATCH = 1_000;

  /** A model bundle. */
  static final int LARGEST_BUNDLE = 64 * 1024 * 1024;

  public HttpSettings {
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "worth.http.host is %s, which other machines can reach, and there is no token: set worth.http.token or WORTH_HTTP_TOKEN, or listen on 127.0.0.1"
              .formatted(host));
    }
    token.ifPresent(HttpSettings::checkToken);
  }

  /** Reads {@code worth.http}. */
  public static HttpSettings of(Config config) {
    return new HttpSettings(
        config.getString("host"),
        config.getInt("port"),
        Optional.of(config.getString("token")).filter(token -> !token.isEmpty()),
        config.getInt("max-connections"),
        config.getDuration("idle-timeout"),
        config.getDuration("body-timeout"),
        config.getDuration("visibility-timeout"),
        config.getInt("chunks-in-flight"));
  }

  private static void checkToken(String token) {
    if (token.length() < SHORTEST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "worth.http.token has %d characters: set at least %d printable ones without blanks, such as those of `openssl rand -hex 32`"
              .formatted(token.length(), SHORTEST_TOKEN));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "worth.http.host '%s' is not an address of this machine: set an IP address or a host name"
              .formatted(host),
          e);
    }
  }
}
