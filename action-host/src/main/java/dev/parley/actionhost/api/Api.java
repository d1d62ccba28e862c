// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.parley.actionhost.activation.ActivationStore;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.process.Invocations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request, lets in who may come in, and hands it on. */
public final class Api implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private final ActionHostSettings settings;
  private final NamespaceApi namespaceApi;
  private final WebActions webActions;

  /** Serves one namespace. */
  public Api(
      ActionHostSettings settings,
      Namespace namespace,
      Invocations invocations,
      ActivationStore activations) {
    this.settings = settings;
    Invoker invoker = new Invoker(invocations, settings.limits().blockingWait());
    this.namespaceApi = new NamespaceApi(namespace, invoker, activations);
    this.webActions = new WebActions(namespace, settings.key(), invoker);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ApiReply reply;
      try {
        reply = route(exchange);
      } catch (ApiException e) {
        reply = ApiReply.error(e.status(), e.fact());
      } catch (RuntimeException e) {
        LOG.error("broken method={}", exchange.getRequestMethod(), e);
        reply = ApiReply.error(500, "There was an internal server error.");
      }
      write(exchange, reply);
    }
  }

  private ApiReply route(HttpExchange exchange) throws ApiException, IOException {
    ApiRequest request = ApiRequest.of(exchange);
    List<String> segments = request.segments();
    if (segments.isEmpty() && isInfo(exchange)) {
      return ApiReply.ok(HostInfo.of(settings.limits()));
    }
    String first = segments.isEmpty() ? "" : segments.get(0);
    if (first.equals("web")) {
      return webActions.handle(request.below(1));
    }
    if (!settings.key().matches(request.header("Authorization"))) {
      throw new ApiException(401, "The supplied authentication is invalid.");
    }
    if (!first.equals("namespaces")) {
      throw Namespace.notFound();
    }
    if (segments.size() == 1) {
      JsonArray names = new JsonArray();
      names.add(settings.namespace());
      return ApiReply.ok(names);
    }
    if (!segments.get(1).equals("_") && !segments.get(1).equals(settings.namespace())) {
      throw new ApiException(
          403, "The supplied authentication is not authorized to access this resource.");
    }
    return namespaceApi.handle(request.below(2));
  }

  private static boolean isInfo(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return exchange.getRequestMethod().equals("GET")
        && (path.equals("/") || path.equals("/api/v1") || path.equals("/api/v1/"));
  }

  private static void write(HttpExchange exchange, ApiReply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (reply.body().isJsonNull()) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
