// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server for all test classes that ask for it: each test uses customers of its own. */
final class SharedServer implements ParameterResolver {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(SharedServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Server.class;
  }

  @Override
  public Server resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent(Server.class, type -> start(), Server.class);
  }

  private static Server start() {
    try {
      return new Server(
          Files.createTempDirectory("worth-http"),
          "worth.http.visibility-timeout = 300ms\nworth.http.body-timeout = 1s");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
