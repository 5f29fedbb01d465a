// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive HTTP/1.1 connection over a plain socket: cheap, so that the client does not
 * measure itself.
 */
final class Connection implements AutoCloseable {
  /** What came back. */
  record Reply(int status, byte[] body) {}

  private final int port;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();

  Connection(int port) {
    this.port = port;
  }

  static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A POST of lines joined by newlines. */
  static byte[] post(String path, String type, List<byte[]> lines) {
    int length = lines.stream().mapToInt(l -> l.length + 1).sum() - 1;
    var request = new ByteArrayOutputStream(length + 200);
    request.writeBytes(
        ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, type, length))
            .getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) request.write('\n');
      request.writeBytes(lines.get(i));
    }
    return request.toByteArray();
  }

  /** Sends one request and reads its whole reply; after an error the next call connects anew. */
  Reply call(byte[] request) throws IOException {
    try {
      if (socket == null) connect();
      out.write(request);
      return reply();
    } catch (IOException | RuntimeException e) {
      close();
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  private void connect() throws IOException {
    var opened = new Socket(InetAddress.getLoopbackAddress(), port);
    opened.setTcpNoDelay(true);
    opened.setSoTimeout(60_000);
    in = new BufferedInputStream(opened.getInputStream(), 1 << 15);
    out = opened.getOutputStream();
    socket = opened;
  }

  private Reply reply() throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:"))
        length = Integer.parseInt(lower.substring(15).strip());
      if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) chunked = true;
    }
    return new Reply(status, chunked ? chunks() : in.readNBytes(length));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private String line() throws IOException {
    var text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) throw new EOFException("the server closed the connection");
      if (c != '\r') text.append((char) c);
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      if (socket != null) socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is as gone as one that was.
    }
    socket = null;
  }
}
