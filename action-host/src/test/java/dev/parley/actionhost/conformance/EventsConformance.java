// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.actionhost.Answer;
import dev.parley.actionhost.config.HostLimits;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What runs without being asked for by name, sequences and triggers, and too much of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventsConformance {
  private static final int MOST_SENT = 150;

  private final Server server;
  private final Stage stage;
  private final Whisk whisk;
  private final String adding;

  EventsConformance(Server server) {
    this.server = server;
    this.stage = Stage.of(server, Stage.LIMITS);
    this.whisk = stage.whisk();
    this.adding = whisk.named("adding");
  }

  @BeforeAll
  void deploy() {
    whisk.put(
        "actions/" + adding,
        whisk.action(
            ", 'parameters': [{'key': 'do', 'value': 'add'},"
                + " {'key': 'bound', 'value': 'mine'}]"));
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  @Test
  void eachPartOfASequenceIsGivenTheResultOfTheOneBefore() {
    String inner = sequence("inner", adding, adding);
    String outer = sequence("outer", inner, adding);

    Answer answer = whisk.invoke(outer, "{'n': 1}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.result().get("n").getAsInt()).isEqualTo(4);
    assertThat(answer.object().getAsJsonArray("logs")).hasSize(2);
    String part = answer.object().getAsJsonArray("logs").get(1).getAsString();
    assertThat(whisk.activation(part).text("name")).isEqualTo(adding);
  }

  @Test
  void aSequenceEndsAtTheFirstErrorWhichIsItsOwn() {
    whisk.put(
        "actions/" + whisk.named("refusing"),
        whisk.action(", 'parameters': [{'key': 'do', 'value': 'refuse'}]"));
    String broken = sequence("broken", whisk.named("refusing"), adding);

    Answer answer = whisk.invoke(broken, "{'n': 1}");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.response().get("status").getAsString()).isEqualTo("application error");
    assertThat(answer.object().getAsJsonArray("logs")).hasSize(1);
  }

  @Test
  void aTriggerInvokesTheActionsOfItsActiveRules() {
    String trigger = whisk.named("trigger");
    whisk.put("triggers/" + trigger, "{'parameters': [{'key': 'n', 'value': 41}]}");
    String fire = "namespaces/_/triggers/" + trigger;
    assertThat(whisk.owner("POST", fire, "{}").status()).isEqualTo(204);
    String rule = whisk.named("rule");
    whisk.put(
        "rules/" + rule, "{'trigger': '/_/%s', 'action': '/_/%s'}".formatted(trigger, adding));

    Answer fired = whisk.owner("POST", fire, "{'bound': 'trigger'}");

    assertThat(fired.status()).isEqualTo(202);
    Answer record = whisk.activation(fired.text("activationId"));
    assertThat(record.text("name")).isEqualTo(trigger);
    JsonObject line =
        JsonParser.parseString(record.object().getAsJsonArray("logs").get(0).getAsString())
            .getAsJsonObject();
    assertThat(line.get("success").getAsBoolean()).isTrue();
    Answer invoked = whisk.activation(line.get("activationId").getAsString());
    assertThat(invoked.result().get("n").getAsInt()).isEqualTo(42);
    assertThat(invoked.result().get("bound").getAsString()).isEqualTo("trigger");

    whisk.owner("POST", "namespaces/_/rules/" + rule, "{'status': 'inactive'}");
    assertThat(whisk.owner("POST", fire, "{}").status()).isEqualTo(204);
  }

  @Test
  void aRuleWhoseActionIsGoneSaysSoInTheLogOfTheTrigger() {
    String trigger = whisk.named("orphan");
    String action = whisk.named("short-lived");
    whisk.put("actions/" + action, whisk.action(""));
    whisk.put("triggers/" + trigger, "{}");
    whisk.put(
        "rules/" + whisk.named("orphaned"),
        "{'trigger': '/_/%s', 'action': '/_/%s'}".formatted(trigger, action));
    whisk.owner("DELETE", "namespaces/_/actions/" + action, "");

    Answer fired = whisk.owner("POST", "namespaces/_/triggers/" + trigger, "{}");

    String line =
        whisk
            .activation(fired.text("activationId"))
            .object()
            .getAsJsonArray("logs")
            .get(0)
            .getAsString();
    assertThat(JsonParser.parseString(line).getAsJsonObject().get("success").getAsBoolean())
        .isFalse();
  }

  /** The limit of a real server is what it says, and its minute is the suite's. */
  @Test
  void tooManyInvocationsInAMinuteAreRefused() {
    HostLimits few = new HostLimits(3, 30, 1, Duration.ofSeconds(20), Duration.ofMinutes(5));
    try (Stage strict = Stage.of(server, few)) {
      Whisk client = strict.whisk();
      String name = client.named("throttled");
      client.put("actions/" + name, client.action(""));
      int limit =
          client
              .atOnce("GET", "", "")
              .object()
              .getAsJsonObject("limits")
              .get("actions_per_minute")
              .getAsInt();
      Assumptions.assumeTrue(limit < MOST_SENT, "The server allows more than is sent here");

      int status = 202;
      for (int i = 0; i < MOST_SENT && status != 429; i++) {
        status = client.atOnce("POST", "namespaces/_/actions/" + name, "{}").status();
      }

      assertThat(status).isEqualTo(429);
    }
  }

  private String sequence(String name, String... parts) {
    StringBuilder components = new StringBuilder();
    for (String part : parts) {
      components.append(components.length() == 0 ? "" : ", ").append("'/_/" + part + "'");
    }
    whisk.put(
        "actions/" + whisk.named(name),
        "{'exec': {'kind': 'sequence', 'components': [" + components + "]}}");
    return whisk.named(name);
  }
}
