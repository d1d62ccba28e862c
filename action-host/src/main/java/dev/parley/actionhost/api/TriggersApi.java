// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.actionhost.activation.Activation;
import dev.parley.actionhost.activation.ActivationStatus;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.process.ThrottledException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may be done below {@code triggers} and {@code rules}. */
final class TriggersApi {
  private final Namespace namespace;
  private final Triggers triggers;
  private final Invoker invoker;

  TriggersApi(Namespace namespace, Invoker invoker) {
    this.namespace = namespace;
    this.triggers = namespace.triggers();
    this.invoker = invoker;
  }

  ApiReply triggers(ApiRequest request) throws ApiException, IOException {
    if (request.segments().isEmpty()) {
      request.requireMethod("GET");
      JsonArray list = new JsonArray();
      triggers.allTriggers().forEach(trigger -> list.add(shown(trigger)));
      return ApiReply.ok(list);
    }
    String name = request.onlySegment();
    return switch (request.method()) {
      case "PUT" ->
          ApiReply.ok(
              shown(
                  triggers.putTrigger(
                      name, request.flag("overwrite"), request.body(HostLimits.PAYLOAD_BYTES))));
      case "GET" -> ApiReply.ok(shown(triggers.getTrigger(name)));
      case "DELETE" -> ApiReply.ok(triggers.deleteTrigger(name).toJson(List.of()));
      case "POST" -> fire(triggers.getTrigger(name), request.body(HostLimits.PAYLOAD_BYTES));
      default -> throw ApiException.notAllowed();
    };
  }

  private JsonObject shown(TriggerEntity trigger) {
    return trigger.toJson(triggers.rulesOf(trigger.name()));
  }

  ApiReply rules(ApiRequest request) throws ApiException, IOException {
    if (request.segments().isEmpty()) {
      request.requireMethod("GET");
      JsonArray list = new JsonArray();
      triggers.allRules().forEach(rule -> list.add(rule.toJson()));
      return ApiReply.ok(list);
    }
    String name = request.onlySegment();
    return switch (request.method()) {
      case "PUT" ->
          ApiReply.ok(
              triggers
                  .putRule(name, request.flag("overwrite"), request.body(HostLimits.PAYLOAD_BYTES))
                  .toJson());
      case "GET" -> ApiReply.ok(triggers.getRule(name).toJson());
      case "DELETE" -> ApiReply.ok(triggers.deleteRule(name).toJson());
      case "POST" -> {
        JsonFields body = new JsonFields(request.body(HostLimits.PAYLOAD_BYTES));
        triggers.setActive(name, RuleEntity.isActive(body.text("status")));
        yield ApiReply.ok(new JsonObject());
      }
      default -> throw ApiException.notAllowed();
    };
  }

  /**
   * Invokes the actions of a trigger's active rules; its own activation tells in the log what
   * became of each. Unlike OpenWhisk's, it does not keep the parameters.
   */
  private ApiReply fire(TriggerEntity trigger, JsonObject payload) throws ApiException {
    List<RuleEntity> rules = triggers.rulesOf(trigger.name());
    if (rules.stream().noneMatch(RuleEntity::active)) {
      return ApiReply.nothing();
    }
    Instant start = Instant.now();
    String id;
    try {
      id = invoker.invocations().admitFiring();
    } catch (ThrottledException e) {
      throw new ApiException(429, e.fact());
    }
    JsonObject parameters = trigger.parameters().toObject();
    payload.entrySet().forEach(entry -> parameters.add(entry.getKey(), entry.getValue()));
    List<String> logs = new ArrayList<>();
    for (RuleEntity rule : rules) {
      if (rule.active()) {
        logs.add(invoke(rule, parameters).toString());
      }
    }
    invoker
        .invocations()
        .store(
            new Activation(
                id,
                namespace.name() + "/" + trigger.name(),
                trigger.place().version(),
                start,
                Duration.ZERO,
                new Activation.Outcome(ActivationStatus.SUCCESS, new JsonObject(), logs, false)));
    return ApiReply.accepted(id);
  }

  private JsonObject invoke(RuleEntity rule, JsonObject parameters) {
    JsonObject line = new JsonObject();
    line.addProperty("rule", namespace.name() + "/" + rule.name());
    line.addProperty("action", rule.action().in(namespace.name()).substring(1));
    try {
      Invoker.Invoked invoked =
          invoker.invoke(namespace.resolve(rule.action()), parameters, Optional.empty());
      line.addProperty("statusCode", ActivationStatus.SUCCESS.number());
      line.addProperty("success", true);
      line.addProperty("activationId", invoked.id());
    } catch (ApiException e) {
      line.addProperty("statusCode", ActivationStatus.APPLICATION_ERROR.number());
      line.addProperty("success", false);
      line.addProperty("error", e.fact());
    }
    return line;
  }
}
