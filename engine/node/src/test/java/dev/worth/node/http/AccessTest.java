// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static dev.worth.node.http.Events.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String TOKEN = "0123456789abcdef0123";
  private static final String WRITING = "application/cloudevents+json";
  private @TempDir Path folder;

  @Test
  void with_a_token_only_who_shows_it_gets_to_the_data() {
    try (var server = new Server(folder, "worth.http.token = \"" + TOKEN + "\"")) {
      var refused = server.post("/v1/events", WRITING, view("a", "a1"));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("www-authenticate"))
          .contains("Bearer realm=\"worth\"");
      for (String wrong :
          new String[] {"Bearer x", TOKEN, "Bearer " + TOKEN + "4", basic("x"), "Basic %"}) {
        assertThat(server.get("/metrics", "authorization", wrong).statusCode())
            .as(wrong)
            .isEqualTo(401);
      }
      for (String right : new String[] {"Bearer " + TOKEN, "bearer  " + TOKEN, basic(TOKEN)}) {
        assertThat(server.get("/metrics", "authorization", right).statusCode())
            .as(right)
            .isEqualTo(200);
      }
      assertThat(server.get("/v1/customers/a/score").statusCode()).isEqualTo(401);
      assertThat(server.get("/nothing").statusCode()).isEqualTo(401);
      for (String open :
          new String[] {
            "/health/live", "/health/ready", "/openapi.json", "/problems/timeout", "/"
          }) {
        assertThat(server.get(open).statusCode()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void without_a_token_nothing_but_this_machine_may_reach_it(String host) {
    assertThatThrownBy(() -> settings(host, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(host)
        .hasMessageContaining("WORTH_HTTP_TOKEN");
    assertThat(settings(host, TOKEN).token()).contains(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.8.8.8"})
  void on_a_loopback_address_no_token_is_needed(String host) {
    assertThat(settings(host, "").token()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "with blanks in between it", "täglich-geändert-und-lang"})
  void a_token_that_is_too_weak_is_refused(String token) {
    assertThatThrownBy(() -> settings("127.0.0.1", token))
        .hasMessageContaining("worth.http.token has")
        .hasMessageNotContaining(token);
  }

  private static String basic(String user) {
    byte[] both = (user + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  private static HttpSettings settings(String host, String token) {
    var config =
        ConfigFactory.parseString(
                "worth.http.host = \"" + host + "\"\nworth.http.token = \"" + token + "\"")
            .withFallback(ConfigFactory.parseResources("http.conf"))
            .resolve();
    return HttpSettings.of(config.getConfig("worth.http"));
  }
}
