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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What whoever owns the namespace may do, below {@code namespaces/NAMESPACE/}. */
final class NamespaceApi {
  private static final int MAX_DEPLOYMENT_BYTES = 64 << 20;
  private static final int MAX_LISTED = 200;
  private static final int USUALLY_LISTED = 30;

  private final Namespace namespace;
  private final Invoker invoker;
  private final ActivationStore activations;
  private final TriggersApi triggersApi;

  NamespaceApi(Namespace namespace, Invoker invoker, ActivationStore activations) {
    this.namespace = namespace;
    this.invoker = invoker;
    this.activations = activations;
    this.triggersApi = new TriggersApi(namespace, invoker);
  }

  /** Handles a request whose path goes on behind the name of the namespace. */
  ApiReply handle(ApiRequest request) throws ApiException, IOException {
    List<String> segments = request.segments();
    String collection = segments.isEmpty() ? "" : segments.get(0);
    ApiRequest below = segments.isEmpty() ? request : request.below(1);
    return switch (collection) {
      case "packages" -> packages(below);
      case "actions" -> actions(below);
      case "triggers" -> triggersApi.triggers(below);
      case "rules" -> triggersApi.rules(below);
      case "activations" -> activations(below);
      default -> throw Namespace.notFound();
    };
  }

  private ApiReply packages(ApiRequest request) throws ApiException, IOException {
    if (request.segments().isEmpty()) {
      request.requireMethod("GET");
      JsonArray list = new JsonArray();
      namespace.allPackages().forEach(entity -> list.add(entity.toJson(List.of())));
      return ApiReply.ok(list);
    }
    String name = request.onlySegment();
    return switch (request.method()) {
      case "PUT" -> {
        JsonObject body = request.body(HostLimits.PAYLOAD_BYTES);
        namespace.putPackage(name, request.flag("overwrite"), body);
        yield ApiReply.ok(namespace.showPackage(name));
      }
      case "GET" -> ApiReply.ok(namespace.showPackage(name));
      case "DELETE" -> ApiReply.ok(namespace.deletePackage(name).toJson(List.of()));
      default -> throw ApiException.notAllowed();
    };
  }

  private ApiReply actions(ApiRequest request) throws ApiException, IOException {
    List<String> segments = request.segments();
    if (segments.isEmpty()) {
      request.requireMethod("GET");
      JsonArray list = new JsonArray();
      namespace.allActions().forEach(action -> list.add(action.toJson(false)));
      return ApiReply.ok(list);
    }
    if (segments.size() > 2) {
      throw Namespace.notFound();
    }
    String path = segments.size() == 2 ? segments.get(0) + "/" : "";
    ActionName name = new ActionName(path, segments.get(segments.size() - 1));
    return switch (request.method()) {
      case "PUT" -> {
        JsonObject body = request.body(MAX_DEPLOYMENT_BYTES);
        yield ApiReply.ok(namespace.putAction(name, request.flag("overwrite"), body).toJson(false));
      }
      case "GET" -> {
        Namespace.Found found = namespace.get(name);
        JsonObject shown = found.action().toJson(!"false".equals(request.query().get("code")));
        shown.add("parameters", found.bound().toJson());
        yield ApiReply.ok(shown);
      }
      case "DELETE" -> ApiReply.ok(namespace.deleteAction(name).toJson(false));
      case "POST" -> invoke(namespace.resolve(name), request);
      default -> throw ApiException.notAllowed();
    };
  }

  private ApiReply invoke(Namespace.Resolved target, ApiRequest request)
      throws ApiException, IOException {
    JsonObject parameters = request.body(HostLimits.PAYLOAD_BYTES);
    Optional<Duration> wait = Optional.empty();
    if (request.flag("blocking")) {
      int most = (int) invoker.blockingWait().toMillis();
      wait = Optional.of(Duration.ofMillis(request.number("timeout", most, most)));
    }
    Invoker.Invoked invoked = invoker.invoke(target, parameters, wait);
    if (invoked.activation().isEmpty()) {
      return ApiReply.accepted(invoked.id());
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
    request.requireMethod("GET");
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
}
