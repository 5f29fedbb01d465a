// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.worth.ops.simulation.Shop;
import dev.worth.ops.simulation.Simulation;
import dev.worth.protocol.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sender against a server that speaks the engine's protocol and has its moods. */
class FeederTest {
  private static final String ACCEPTED = "{\"line\":%d,\"status\":\"accepted\",\"seq\":1}\n";
  private static final String BUSY =
      "{\"line\":%d,\"status\":\"rejected\",\"problem\":{\"status\":503,\"title\":\"busy\"}}\n";

  private final List<String> received = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  private EngineClient engine(BiFunction<Integer, HttpExchange, Integer> status, String... verdicts)
      throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/v1/events", x -> answer(x, status, verdicts));
    server.start();
    return new EngineClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private void answer(
      HttpExchange x, BiFunction<Integer, HttpExchange, Integer> status, String[] verdicts)
      throws IOException {
    int number = requests.getAndIncrement();
    String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int code = status.apply(number, x);
    var reply = new StringBuilder();
    if (code == 200) {
      int line = 0;
      for (String sent : body.split("\n")) {
        String verdict = number == 0 ? verdicts[line++ % verdicts.length] : ACCEPTED;
        if (!verdict.equals(BUSY)) take(sent);
        reply.append(verdict.formatted(line));
      }
    }
    byte[] bytes = reply.toString().getBytes(StandardCharsets.UTF_8);
    x.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    x.getResponseBody().write(bytes);
    x.close();
  }

  private synchronized void take(String line) {
    received.add(line);
  }

  @AfterEach
  void stop() {
    if (server != null) server.stop(0);
  }

  private static List<Told> facts() {
    var facts = new ArrayList<Told>();
    new Simulation(new Shop(40, 60, 3, LocalDate.of(2025, 1, 1), "EUR"))
        .facts()
        .forEachRemaining(facts::add);
    return facts;
  }

  private static Verdicts feed(EngineClient engine, List<Told> facts, int lanes) {
    try (var feeder = new Feeder(engine, lanes)) {
      facts.forEach(feeder::send);
      return feeder.finish();
    }
  }

  @Test
  void every_line_gets_a_verdict_and_each_customer_keeps_its_order() throws IOException {
    var facts = facts();
    var verdicts = feed(engine((n, x) -> 200, ACCEPTED), facts, 3);
    assertThat(verdicts.of(Verdict.ACCEPTED)).isEqualTo(facts.size());
    assertThat(verdicts.isClean()).isTrue();
    assertThat(byCustomer(received)).isEqualTo(byCustomer(lines(facts)));
  }

  private static List<String> lines(List<Told> facts) {
    return facts.stream().map(FeederTest::line).toList();
  }

  private static String line(Told told) {
    try (var out = new java.io.ByteArrayOutputStream()) {
      var lines = new CloudEventLines(out);
      lines.write(told.customer(), told.fact());
      lines.flush();
      return out.toString(StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<String>> byCustomer(List<String> lines) {
    var all = new HashMap<String, List<String>>();
    for (String line : lines) {
      String customer = line.substring(line.indexOf("\"subject\":\"") + 11).split("\"")[0];
      all.computeIfAbsent(customer, c -> new ArrayList<>()).add(line);
    }
    return all;
  }

  @Test
  void a_busy_engine_gets_everything_again_after_the_pause_it_asks_for() throws IOException {
    var facts = facts().subList(0, 10);
    BiFunction<Integer, HttpExchange, Integer> busyAtFirst =
        (n, x) -> {
          x.getResponseHeaders().add("Retry-After", "1");
          return n == 0 ? 503 : 200;
        };
    var verdicts = feed(engine(busyAtFirst, ACCEPTED), facts, 1);
    assertThat(verdicts.of(Verdict.ACCEPTED)).isEqualTo(10);
    assertThat(verdicts.repeats()).isEqualTo(10);
    assertThat(requests).hasValue(2);
  }

  @Test
  void only_the_lines_without_room_are_sent_again() throws IOException {
    var facts = facts().subList(0, 10);
    var verdicts = feed(engine((n, x) -> 200, ACCEPTED, BUSY), facts, 1);
    assertThat(verdicts.of(Verdict.ACCEPTED)).isEqualTo(10);
    assertThat(verdicts.repeats()).isEqualTo(5);
    assertThat(received).hasSize(10);
  }

  @Test
  void a_quarantined_fact_is_counted_and_told_with_its_reason() throws IOException {
    String held = "{\"line\":%d,\"status\":\"quarantined\",\"detail\":\"too late\"}\n";
    var verdicts = feed(engine((n, x) -> 200, ACCEPTED, held), facts().subList(0, 4), 1);
    assertThat(verdicts.of(Verdict.QUARANTINED)).isEqualTo(2);
    assertThat(verdicts.problems()).hasSize(2).allMatch(p -> p.contains("too late"));
    assertThat(verdicts.isClean()).isFalse();
  }

  @Test
  void a_refused_request_ends_with_the_words_of_the_engine() throws IOException {
    var engine = engine((n, x) -> 401, ACCEPTED);
    assertThatThrownBy(() -> feed(engine, facts().subList(0, 4), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("answered 401");
  }

  @Test
  void a_url_without_a_host_is_refused_with_the_remedy() {
    assertThatThrownBy(() -> new EngineClient(URI.create("localhost:8080")))
        .hasMessageContaining("localhost:8080")
        .hasMessageContaining("http://127.0.0.1:8080");
  }
}
