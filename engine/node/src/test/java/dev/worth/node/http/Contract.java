// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds answers against the OpenAPI document: the operation, the status, the media type and the
 * schema must be in it. Here, other than in the document, a field that it does not name is an
 * error.
 */
final class Contract {
  private static final String NAME = "https://worth.dev/openapi.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  final JsonNode document = read();

  /** Operations that were called and did what was asked. */
  final Set<String> succeeded = new TreeSet<>();

  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          all -> all.schemaLoaders(loaders -> loaders.schemas(Map.of(NAME, document.toString()))));

  private static JsonNode read() {
    try (var in = HttpServer.class.getResourceAsStream("openapi.json")) {
      JsonNode document = JSON.readTree(in);
      close(document);
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) object.put("additionalProperties", false);
    node.forEach(Contract::close);
  }

  Set<String> operations() {
    var all = new TreeSet<String>();
    for (var path : document.get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(m -> all.add(m.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    return all;
  }

  void check(String method, String path, HttpResponse<String> response) {
    String template = template(path.split("\\?")[0]);
    String pointer = "/paths/" + escaped(template) + "/" + method.toLowerCase(Locale.ROOT);
    boolean isKnown = !document.at(pointer).isMissingNode();
    int status = response.statusCode();
    if (!isKnown) assertThat(status).as(method + " " + path).isIn(401, 404, 405);
    if (isKnown && status < 400) succeeded.add(method + " " + template);
    JsonNode documented = document.at(pointer + "/responses/" + status);
    if (documented.isMissingNode()) {
      assertThat(status).as(method + " " + path + " " + response.body()).isBetween(400, 599);
      documented = document.at("/components/responses/Problem");
    }
    checkBody(documented, response);
  }

  private void checkBody(JsonNode documented, HttpResponse<String> response) {
    assertThat(response.headers().firstValue("x-request-id")).isPresent();
    if (!documented.has("content")) {
      assertThat(response.body()).isEmpty();
      return;
    }
    String type = response.headers().firstValue("content-type").orElse("").split(";")[0].strip();
    JsonNode schema = documented.at("/content/" + escaped(type) + "/schema");
    assertThat(schema.isMissingNode()).as("not a documented media type: " + type).isFalse();
    if (type.equals("text/plain") || type.startsWith("application/openmetrics")) return;
    for (String body : bodies(type, response.body())) validate(schema, body);
  }

  private static List<String> bodies(String type, String body) {
    return type.endsWith("x-ndjson") ? body.lines().toList() : List.of(body);
  }

  private void validate(JsonNode schema, String body) {
    var faults = new ArrayList<String>();
    for (JsonNode option : schema.has("anyOf") ? schema.get("anyOf") : List.of(schema)) {
      String found = faults(option, body);
      if (found.isEmpty()) return;
      faults.add(found);
    }
    assertThat(faults).as("answer " + body).isEmpty();
  }

  private String faults(JsonNode schema, String body) {
    try {
      var json = JSON.readTree(body);
      if (!schema.has("$ref")) return "";
      var location = SchemaLocation.of(NAME + schema.get("$ref").asText());
      return schemas.getSchema(location).validate(json).stream()
          .map(Object::toString)
          .collect(Collectors.joining("; "));
    } catch (IOException e) {
      return "not JSON: " + body;
    }
  }

  /** The documented path that fits; one without named parts goes first. */
  private String template(String path) {
    String found = "";
    for (String template : (Iterable<String>) document.get("paths")::fieldNames) {
      boolean fits = path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
      if (fits && (found.isEmpty() || !template.contains("{"))) found = template;
    }
    return found;
  }

  private static String escaped(String pointer) {
    return pointer.replace("~", "~0").replace("/", "~1");
  }
}
