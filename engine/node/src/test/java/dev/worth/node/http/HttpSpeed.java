// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * How fast the edge is, with its client in the same process on plain sockets: run it by hand and
 * read the numbers with that in mind.
 */
final class HttpSpeed {
  private static final int CUSTOMERS = 20_000;
  private static final int CONNECTIONS = 32;

  public static void main(String[] args) throws Exception {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    try (var server = new Server(Files.createTempDirectory("worth-speed"), "")) {
      for (int round = 0; round < 3; round++) {
        String mark = "r" + round + "-";
        run("one event a request", 1, n, server.address, i -> one(mark, i));
        run("lines, 100 a request", 100, n / 25, server.address, i -> lines(mark + "l", i));
        run("score reads", 1, n, server.address, HttpSpeed::score);
      }
    }
  }

  private static String one(String mark, int i) {
    return post("application/cloudevents+json", event(mark, i));
  }

  private static String lines(String mark, int i) {
    var body = new StringBuilder();
    for (int k = 0; k < 100; k++) body.append(event(mark, i * 100 + k)).append('\n');
    return post("application/x-ndjson", body.toString());
  }

  private static String event(String mark, int i) {
    String customer = "c" + Math.floorMod(i * 7919, CUSTOMERS);
    return i % 5 == 0 ? Events.order(customer, mark + i, "19.99") : Events.view(customer, mark + i);
  }

  private static String score(int i) {
    return "GET /v1/customers/c%d/score HTTP/1.1\r\nHost: x\r\n\r\n".formatted(i % CUSTOMERS);
  }

  private static String post(String type, String body) {
    return "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(type, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  private static void run(
      String what, int events, int requests, URI address, IntFunction<String> request)
      throws InterruptedException, ExecutionException {
    var tasks = new ArrayList<Callable<long[]>>();
    for (int c = 0; c < CONNECTIONS; c++) {
      int first = c;
      tasks.add(() -> talk(address, first, requests, request));
    }
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    List<Future<long[]>> all;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all = threads.invokeAll(tasks);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    var latencies = new ArrayList<Long>();
    for (var one : all) for (long nanos : one.get()) latencies.add(nanos);
    latencies.sort(null);
    System.out.printf(
        "%-22s %8.0f requests/s %8.0f events/s %6.1f us of CPU an event  p50 %6.2f ms  p99 %6.2f"
            + " ms%n",
        what,
        requests / seconds,
        requests * events / seconds,
        (process.getProcessCpuTime() - cpu) / 1e3 / (requests * events),
        latencies.get(requests / 2) / 1e6,
        latencies.get(requests * 99 / 100) / 1e6);
  }

  private static long[] talk(URI address, int first, int requests, IntFunction<String> request)
      throws IOException {
    var taken = new ArrayList<Long>();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setTcpNoDelay(true);
      var out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      var in = socket.getInputStream();
      for (int i = first; i < requests; i += CONNECTIONS) {
        long start = System.nanoTime();
        out.write(request.apply(i).getBytes(StandardCharsets.UTF_8));
        out.flush();
        readAnswer(in);
        taken.add(System.nanoTime() - start);
      }
    }
    return taken.stream().mapToLong(Long::longValue).toArray();
  }

  private static void readAnswer(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    var head = new StringBuilder();
    int body = -1;
    int seen = 0;
    while (body < 0 || seen < body) {
      int n = in.read(buffer);
      if (n < 0) throw new IOException("closed");
      if (body >= 0) {
        seen += n;
        continue;
      }
      head.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      int end = head.indexOf("\r\n\r\n");
      if (end < 0) continue;
      if (!head.substring(9, 10).equals("2")) throw new IOException(head.toString());
      int at = head.indexOf("Content-Length: ") + 16;
      body = Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)));
      seen = head.length() - end - 4;
    }
  }

  private HttpSpeed() {}
}
