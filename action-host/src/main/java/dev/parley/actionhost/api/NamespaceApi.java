// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.parley.actionhost.activation.Activation;
import dev.parley.actionhost.activation.ActivationStatus;
import dev.parley.actionhost.activation.ActivationStore;
import dev.parley.actionhost.config.HostLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What whoever owns the namespace may do, below {@code namespaces/NAMESPACE/}. */
final class NamespaceApi {
  private static final int MAX_DEPLOYMENT_BYTES = 64 << 20;
  private static final int MAX_LISTED = 200;
  private static final int USUALLY_LISTED = 30;

  private final Namespace namespace;
  private final Invoker invoker;
  private final ActivationStore activations;

  NamespaceApi(Namespace namespace, Invoker invoker, ActivationStore activations) {
    this.namespace = namespace;
    this.invoker = invoker;
    this.activations = activations;
  }

  /** Handles a request whose path goes on behind the name of the namespace. */
  ApiReply handle(ApiRequest request) throws ApiException, IOException {
    List<String> segments = request.segments();
    String collection = segments.isEmpty() ? "" : segments.get(0);
    ApiRequest below = segments.isEmpty() ? request : request.below(1);
    return switch (collection) {
      case "packages" -> packages(below);
      case "actions" -> actions(below);
      case "activations" -> activations(below);
      default -> throw Namespace.notFound();
    };
  }

  private ApiReply packages(ApiRequest request) throws ApiException, IOException {
    if (request.segments().isEmpty()) {
      requireMethod(request, "GET");
      JsonArray list = new JsonArray();
      namespace.allPackages().forEach(entity -> list.add(entity.toJson(List.of())));
      return ApiReply.ok(list);
    }
    if (request.segments().size() != 1) {
      throw Namespace.notFound();
    }
    String name = request.segments().get(0);
    PackageEntity entity =
        switch (request.method()) {
          case "PUT" ->
              namespace.putPackage(
                  name, request.flag("overwrite"), request.body(HostLimits.PAYLOAD_BYTES));
          case "GET" -> namespace.getPackage(name);
          case "DELETE" -> namespace.deletePackage(name);
          default -> throw notAllowed();
        };
    return ApiReply.ok(entity.toJson(namespace.actionsIn(name + "/")));
  }

  private ApiReply actions(ApiRequest request) throws ApiException, IOException {
    List<String> segments = request.segments();
    if (segments.isEmpty()) {
      requireMethod(request, "GET");
      JsonArray list = new JsonArray();
      namespace.allActions().forEach(action -> list.add(action.toJson(false)));
      return ApiReply.ok(list);
    }
    if (segments.size() > 2) {
      throw Namespace.notFound();
    }
    String path = segments.size() == 2 ? segments.get(0) + "/" : "";
    String name = segments.get(segments.size() - 1);
    return switch (request.method()) {
      case "PUT" -> {
        JsonObject body = request.body(MAX_DEPLOYMENT_BYTES);
        yield ApiReply.ok(
            namespace.putAction(path, name, request.flag("overwrite"), body).toJson(false));
      }
      case "GET" -> {
        boolean withCode = !"false".equals(request.query().get("code"));
        yield ApiReply.ok(namespace.getAction(path, name).toJson(withCode));
      }
      case "DELETE" -> ApiReply.ok(namespace.deleteAction(path, name).toJson(false));
      case "POST" -> invoke(namespace.resolve(path, name), request);
      default -> throw notAllowed();
    };
  }

  private ApiReply invoke(Namespace.Resolved target, ApiRequest request)
      throws ApiException, IOException {
    JsonObject parameters = request.body(HostLimits.PAYLOAD_BYTES);
    Invoker.Invoked invoked = invoker.invoke(target, parameters, request.flag("blocking"));
    if (invoked.activation().isEmpty()) {
      JsonObject id = new JsonObject();
      id.addProperty("activationId", invoked.id());
      return new ApiReply(202, id, Map.of()).of(invoked.id());
    }
    Activation activation = invoked.activation().get();
    JsonElement body = request.flag("result") ? activation.outcome().result() : activation.toJson();
    return new ApiReply(status(activation.outcome().status()), body, Map.of()).of(invoked.id());
  }

  private static int status(ActivationStatus status) {
    return switch (status) {
      case SUCCESS -> 200;
      case APPLICATION_ERROR, DEVELOPER_ERROR -> 502;
      case INTERNAL_ERROR -> 500;
    };
  }

  private ApiReply activations(ApiRequest request) throws ApiException, IOException {
    requireMethod(request, "GET");
    List<String> segments = request.segments();
    if (segments.isEmpty()) {
      JsonArray list = new JsonArray();
      int skip = request.number("skip", 0, Integer.MAX_VALUE);
      int limit = request.number("limit", USUALLY_LISTED, MAX_LISTED);
      activations.list(skip, limit).forEach(list::add);
      return ApiReply.ok(list);
    }
    JsonObject record = activations.get(segments.get(0)).orElseThrow(Namespace::notFound);
    String part =
        segments.size() == 1 ? "" : String.join("/", segments.subList(1, segments.size()));
    return switch (part) {
      case "" -> ApiReply.ok(record);
      case "result" -> ApiReply.ok(record.get("response"));
      case "logs" -> {
        JsonObject logs = new JsonObject();
        logs.add("logs", record.get("logs"));
        yield ApiReply.ok(logs);
      }
      default -> throw Namespace.notFound();
    };
  }

  private static void requireMethod(ApiRequest request, String method) throws ApiException {
    if (!request.method().equals(method)) {
      throw notAllowed();
    }
  }

  private static ApiException notAllowed() {
    return new ApiException(405, "HTTP method not allowed.");
  }
}
