// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.parley.actionhost.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How actions are invoked: parameters, waiting, failures, limits, the web. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InvocationsConformance {
  private static final int ONE_MEBIBYTE = 1 << 20;

  private final Stage stage;
  private final Whisk whisk;
  private final String thePackage;
  private final String open;
  private final String exported;

  InvocationsConformance(Server server) {
    this.stage = Stage.of(server, Stage.LIMITS);
    this.whisk = stage.whisk();
    this.thePackage = whisk.named("p");
    this.open = thePackage + "/open";
    this.exported = thePackage + "/exported";
  }

  @BeforeAll
  void deploy() {
    whisk.put(
        "packages/" + thePackage,
        "{'parameters': [{'key': 'a', 'value': 'package'}, {'key': 'b', 'value': 'package'},"
            + "{'key': 'c', 'value': 'package'}, {'key': 'd', 'value': 'package'}]}");
    String bound =
        ", 'limits': {'timeout': 10000, 'memory': 128}, 'parameters':"
            + " [{'key': 'c', 'value': 'action'}, {'key': 'd', 'value': 'action'}]";
    whisk.put("actions/" + open, whisk.action(bound));
    whisk.put(
        "actions/" + exported,
        whisk.action(
            bound
                + ", 'annotations': [{'key': 'web-export', 'value': true},"
                + " {'key': 'require-whisk-auth', 'value': '"
                + Whisk.SECRET
                + "'}]"));
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  @Test
  void parametersComeFromPackageBindingActionAndInvocationInThatOrder() {
    String binding = whisk.named("b");
    whisk.put(
        "packages/" + binding,
        "{'binding': {'namespace': '_', 'name': '%s'}, 'parameters': [%s, %s]}"
            .formatted(
                thePackage,
                "{'key': 'b', 'value': 'binding'}",
                "{'key': 'c', 'value': 'binding'}"));

    Answer answer = whisk.invoke(binding + "/open", "{'d': 'invocation'}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.result().getAsJsonObject("parameters"))
        .isEqualTo(object("{'a':'package','b':'binding','c':'action','d':'invocation'}"));
  }

  @Test
  void whatIsFinalCannotBeOverridden() {
    assertThat(whisk.invoke(exported, "{'a': 'invocation'}").status()).isEqualTo(400);
    assertThat(whisk.invoke(exported, "{'d': 'invocation'}").status()).isEqualTo(400);
    assertThat(web("{'d': 'invocation'}").status()).isEqualTo(400);
    assertThat(whisk.invoke(exported, "{'e': 'invocation'}").status()).isEqualTo(200);
  }

  @Test
  void aBlockingInvocationAnswersWithRecordOrResult() {
    Answer record = whisk.invoke(open, "{}");
    Answer result =
        whisk.owner(
            "POST", "namespaces/_/actions/" + open + "?blocking=true&result=true", "{'e': 1}");

    assertThat(record.response().get("status").getAsString()).isEqualTo("success");
    assertThat(record.object().keySet()).contains("activationId", "name", "duration", "logs");
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.object().getAsJsonObject("parameters").get("e").getAsInt()).isEqualTo(1);
  }

  @Test
  void anActivationIsNotThereUntilItIsStored() {
    Answer begun =
        whisk.owner("POST", "namespaces/_/actions/" + open, "{'do': 'sleep', 'millis': 1500}");

    assertThat(begun.status()).isEqualTo(202);
    String path = "namespaces/_/activations/" + begun.text("activationId");
    assertThat(whisk.owner("GET", path, "").status()).isEqualTo(404);
    Answer stored = whisk.activation(begun.text("activationId"));
    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.response().get("success").getAsBoolean()).isTrue();
    assertThat(whisk.owner("GET", path + "/result", "").object().get("status").getAsString())
        .isEqualTo("success");
    assertThat(whisk.owner("GET", path + "/logs", "").object().has("logs")).isTrue();
  }

  @Test
  void whoWaitsLongEnoughIsToldToPoll() {
    Answer begun =
        whisk.owner(
            "POST",
            "namespaces/_/actions/" + open + "?blocking=true&timeout=1000",
            "{'do': 'sleep', 'millis': 2500}");

    assertThat(begun.status()).isEqualTo(202);
    assertThat(
            whisk.activation(begun.text("activationId")).response().get("success").getAsBoolean())
        .isTrue();
  }

  @Test
  void errorsOfTheApplicationAndCrashesAreToldApartByTheirStatusAlone() {
    Answer refused = whisk.invoke(open, "{'do': 'refuse'}");
    Answer thrown = whisk.invoke(open, "{'do': 'throw'}");
    Answer ended = whisk.invoke(open, "{'do': 'exit'}");

    assertThat(refused.status()).isEqualTo(502);
    assertThat(refused.response().get("status").getAsString()).isEqualTo("application error");
    assertThat(refused.result().getAsJsonObject("error").get("code").getAsString())
        .isEqualTo("REFUSED");
    for (Answer crashed : new Answer[] {thrown, ended}) {
      assertThat(crashed.status()).isEqualTo(502);
      assertThat(crashed.response().get("status").getAsString())
          .isEqualTo("action developer error");
    }
    assertThat(whisk.invoke(open, "{}").status()).isEqualTo(200);
  }

  @Test
  void parametersAndResultsHaveALimit() {
    String large = "{'x': '" + "x".repeat(ONE_MEBIBYTE + 1) + "'}";

    assertThat(whisk.invoke(open, large).status()).isEqualTo(413);
    assertThat(web(large).status()).isEqualTo(413);
    Answer big = whisk.invoke(open, "{'do': 'big'}");
    assertThat(big.status()).isEqualTo(502);
    assertThat(big.response().get("status").getAsString()).isNotEqualTo("success");
  }

  @Test
  void aRunThatTakesTooLongIsEnded() {
    String name = whisk.named("hasty");
    whisk.put("actions/" + name, whisk.action(", 'limits': {'timeout': 1000}"));

    Answer late = whisk.invoke(name, "{'do': 'sleep', 'millis': 20000}");

    assertThat(late.status()).isEqualTo(502);
    assertThat(late.response().get("status").getAsString()).isEqualTo("action developer error");
    assertThat(late.result().get("error").getAsString()).contains("exceeded its time limits");
  }

  @Test
  void aWebActionWantsItsSecretAndAnswersAsTheActionDoes() {
    assertThat(whisk.web(exported, "{}", Map.of()).status()).isEqualTo(401);
    assertThat(whisk.web(exported, "{}", Map.of("X-Require-Whisk-Auth", "guess")).status())
        .isEqualTo(401);
    Answer answer = web("{'e': 'web'}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object().getAsJsonObject("parameters").get("e").getAsString())
        .isEqualTo("web");
    assertThat(web("{'do': 'refuse'}").json()).hasToString("{\"code\":\"REFUSED\"}");
    // Neither a crash nor a result that is too large can be told from other bad requests.
    assertThat(web("{'do': 'throw'}").status()).isEqualTo(400);
    assertThat(web("{'do': 'big'}").status()).isEqualTo(400);
  }

  @Test
  void whatIsNotExportedIsNotThereForTheWeb() {
    Map<String, String> secret = Map.of("X-Require-Whisk-Auth", Whisk.SECRET);

    assertThat(whisk.web(open, "{}", secret).status()).isEqualTo(404);
    assertThat(whisk.web(thePackage + "/nothing", "{}", secret).status()).isEqualTo(404);
  }

  private Answer web(String body) {
    return whisk.web(exported, body, Map.of("X-Require-Whisk-Auth", Whisk.SECRET));
  }

  private static JsonObject object(String json) {
    return com.google.gson.JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
  }
}
