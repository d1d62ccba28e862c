// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks; its body is read only when somebody wants it, after authentication. */
final class ApiRequest {
  private static final String PREFIX = "/api/v1/";
  private static final int MAX_NESTING = 100;

  private final HttpExchange exchange;
  private final List<String> segments;

  private ApiRequest(HttpExchange exchange, List<String> segments) {
    this.exchange = exchange;
    this.segments = segments;
  }

  static ApiRequest of(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String below = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
    return new ApiRequest(exchange, below.isEmpty() ? List.of() : List.of(below.split("/", -1)));
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** The parts of the path below {@code /api/v1}; empty for any other path. */
  List<String> segments() {
    return segments;
  }

  /**
   * The one part that is left of the path.
   *
   * @throws ApiException with 404 if there are others
   */
  String onlySegment() throws ApiException {
    if (segments.size() != 1) {
      throw Namespace.notFound();
    }
    return segments.get(0);
  }

  void requireMethod(String method) throws ApiException {
    if (!method().equals(method)) {
      throw ApiException.notAllowed();
    }
  }

  /** The same request with the first {@code count} parts of its path taken off. */
  ApiRequest below(int count) {
    return new ApiRequest(exchange, segments.subList(count, segments.size()));
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  boolean flag(String name) {
    return "true".equals(query().get(name));
  }

  int number(String name, int fallback, int most) throws ApiException {
    String text = query().get(name);
    if (text == null) {
      return fallback;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new ApiException(400, "The query parameter " + name + " is not a number.");
    }
    return Math.min(Integer.parseInt(text), most);
  }

  /** The query parameters; of two with one name the last. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        if (!name.isEmpty()) {
          query.put(decode(name), decode(value));
        }
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * Reads the body. It takes memory in proportion to {@code maxBytes}, and no more stack than
   * {@link #MAX_NESTING} levels whatever is done with it.
   *
   * @return an empty object if there is no body
   * @throws ApiException with 413 beyond {@code maxBytes}, with 400 if it is not a JSON object, or
   *     one nested too deeply
   */
  JsonObject body(int maxBytes) throws ApiException, IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new ApiException(413, "The request is larger than " + maxBytes + " bytes.");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return new JsonObject();
    }
    try {
      JsonElement json = JsonParser.parseString(text);
      if (json.isJsonObject()) {
        requireShallow(json);
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      // Told below; the parser's message would repeat what it read.
    }
    throw new ApiException(400, "The request content was malformed: want a JSON object.");
  }

  /** Gson refuses what it cannot read for depth, but would run out of stack where it writes. */
  private static void requireShallow(JsonElement root) throws ApiException {
    List<JsonElement> level = List.of(root);
    for (int depth = 0; !level.isEmpty(); depth++) {
      if (depth > MAX_NESTING) {
        throw new ApiException(400, "The request content was malformed: it is nested too deeply.");
      }
      List<JsonElement> below = new ArrayList<>();
      for (JsonElement element : level) {
        if (element.isJsonArray()) {
          element.getAsJsonArray().forEach(below::add);
        } else if (element.isJsonObject()) {
          element.getAsJsonObject().entrySet().forEach(entry -> below.add(entry.getValue()));
        }
      }
      level = below;
    }
  }
}
