// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.parley.actionhost.Answer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Packages, bindings, actions, sequences, triggers and rules: what is put, shown and removed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EntitiesConformance {
  private final Stage stage;
  private final Whisk whisk;

  EntitiesConformance(Server server) {
    this.stage = Stage.of(server, Stage.LIMITS);
    this.whisk = stage.whisk();
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  @Test
  void tellsKindsAndLimitsToAnyone() {
    JsonObject info = whisk.send("GET", "", "", Map.of()).object();

    assertThat(info.getAsJsonObject("runtimes").getAsJsonArray("java").toString())
        .contains("\"java:8\"");
    assertThat(info.getAsJsonObject("limits").keySet())
        .contains(
            "actions_per_minute",
            "concurrent_actions",
            "triggers_per_minute",
            "sequence_length",
            "max_action_duration",
            "max_action_memory");
    assertThat(info.getAsJsonArray("api_paths").toString()).contains("/api/v1");
  }

  @Test
  void admitsNobodyWithoutTheNamespacesKey() {
    Map<String, String> wrong = Map.of("Authorization", "Basic dXVpZDphLWd1ZXNzLW9mLXNvbWUta2V5");

    assertThat(whisk.send("GET", "namespaces/_/actions", "", Map.of()).status()).isEqualTo(401);
    assertThat(whisk.send("GET", "namespaces/_/actions", "", wrong).status()).isEqualTo(401);
    assertThat(whisk.owner("GET", "namespaces/somebody-elses/actions", "").status()).isEqualTo(403);
  }

  @Test
  void replacesOnlyWhenToldAndDeletesOnlyWhatIsEmpty() {
    String name = whisk.named("lifecycle");
    String thePackage = "namespaces/_/packages/" + name;
    String action = "namespaces/_/actions/" + name + "/one";
    whisk.put("packages/" + name, "{}");
    assertThat(whisk.put("actions/" + name + "/one", whisk.action("")).text("version"))
        .isEqualTo("0.0.1");

    assertThat(whisk.owner("PUT", thePackage, "{}").status()).isEqualTo(409);
    assertThat(whisk.owner("PUT", action, whisk.action("")).status()).isEqualTo(409);
    assertThat(whisk.again("actions/" + name + "/one", whisk.action("")).text("version"))
        .isEqualTo("0.0.2");
    assertThat(whisk.owner("GET", thePackage, "").object().getAsJsonArray("actions")).hasSize(1);
    assertThat(whisk.owner("DELETE", thePackage, "").status()).isEqualTo(409);
    assertThat(whisk.owner("DELETE", action, "").status()).isEqualTo(200);
    assertThat(whisk.owner("DELETE", action, "").status()).isEqualTo(404);
    assertThat(whisk.owner("GET", action, "").status()).isEqualTo(404);
    assertThat(whisk.owner("DELETE", thePackage, "").status()).isEqualTo(200);
    assertThat(whisk.owner("PUT", action, whisk.action("")).status()).isEqualTo(404);
  }

  @Test
  void anUpdateChangesOnlyWhatItNames() {
    String name = whisk.named("update");
    whisk.put(
        "actions/" + name,
        whisk.action(
            ", 'parameters': [{'key': 'a', 'value': 1}], 'limits': {'timeout': 7000},"
                + "'annotations': [{'key': 'note', 'value': 'kept'}]"));

    JsonObject updated = whisk.again("actions/" + name, "{'limits': {'memory': 128}}").object();

    assertThat(pairs(updated, "parameters")).containsOnlyKeys("a");
    assertThat(pairs(updated, "annotations")).containsKey("note");
    assertThat(updated.getAsJsonObject("limits").get("timeout").getAsInt()).isEqualTo(7_000);
    assertThat(updated.getAsJsonObject("limits").get("memory").getAsInt()).isEqualTo(128);
    assertThat(updated.getAsJsonObject("exec").get("main").getAsString()).isEqualTo("Obedient");
  }

  @Test
  void refusesKindsLimitsAndNamesThatDoNotExist() {
    String path = "namespaces/_/actions/" + whisk.named("refused");
    String code = "'main': 'Obedient', 'code': 'AAAA'";

    for (String body :
        new String[] {
          "{'exec': {'kind': 'cobol:60', " + code + "}}",
          "{'exec': 1}",
          "{}",
          "no JSON",
          "{'exec': {'kind': 'java:8', " + code + "}, 'limits': {'timeout': 1}}",
          "{'exec': {'kind': 'java:8', " + code + "}, 'limits': {'timeout': 999999999}}",
          "{'exec': {'kind': 'java:8', " + code + "}, 'limits': {'memory': 1}}",
          "{'exec': {'kind': 'java:8', " + code + "}, 'limits': {'memory': 999999}}",
          "{'exec': {'kind': 'sequence', 'components': []}}",
          "{'exec': {'kind': 'sequence', 'components': ['/_/nothing-of-that-name']}}"
        }) {
      assertThat(whisk.owner("PUT", path, body).status()).as(body).isBetween(400, 404);
    }
    assertThat(whisk.owner("GET", path, "").status()).isEqualTo(404);
  }

  @Test
  void aBindingShowsTheActionsOfItsPackageAndTakesNone() {
    String provider = whisk.named("provider");
    String binding = whisk.named("binding");
    whisk.put("packages/" + provider, "{'parameters': [{'key': 'a', 'value': 'provider'}]}");
    whisk.put("actions/" + provider + "/one", whisk.action(""));
    String to = "{'binding': {'namespace': '_', 'name': '%s'}%s}";
    whisk.put(
        "packages/" + binding,
        to.formatted(provider, ", 'parameters': [{'key': 'b', 'value': 'binding'}]"));

    JsonObject shown = whisk.owner("GET", "namespaces/_/packages/" + binding, "").object();

    assertThat(pairs(shown, "parameters")).containsOnlyKeys("a", "b");
    assertThat(shown.getAsJsonArray("actions")).hasSize(1);
    assertThat(
            whisk
                .owner("PUT", "namespaces/_/actions/" + binding + "/two", whisk.action(""))
                .status())
        .isEqualTo(400);
    String another = "namespaces/_/packages/" + whisk.named("refused");
    assertThat(whisk.owner("PUT", another, to.formatted("nothing-of-that-name", "")).status())
        .isEqualTo(400);
    assertThat(whisk.owner("PUT", another, to.formatted(binding, "")).status()).isEqualTo(400);
    assertThat(
            whisk
                .owner(
                    "PUT",
                    "namespaces/_/packages/" + provider + "?overwrite=true",
                    to.formatted(binding, ""))
                .status())
        .isEqualTo(409);
  }

  @Test
  void aSequenceNamesItsPartsAndNeverItself() {
    String name = whisk.named("sequence");
    whisk.put("actions/" + whisk.named("part"), whisk.action(""));
    String body =
        "{'exec': {'kind': 'sequence', 'components': ['/_/%s', '/_/%s']}}"
            .formatted(whisk.named("part"), whisk.named("part"));
    whisk.put("actions/" + name, body);

    JsonObject exec =
        whisk.owner("GET", "namespaces/_/actions/" + name, "").object().getAsJsonObject("exec");

    assertThat(exec.get("kind").getAsString()).isEqualTo("sequence");
    assertThat(exec.getAsJsonArray("components")).hasSize(2);
    assertThat(exec.getAsJsonArray("components").get(0).getAsString())
        .isEqualTo("/" + whisk.namespace() + "/" + whisk.named("part"));
    String itself = "{'exec': {'kind': 'sequence', 'components': ['/_/%s']}}".formatted(name);
    String path = "namespaces/_/actions/" + name + "?overwrite=true";
    assertThat(whisk.owner("PUT", path, itself).status()).isEqualTo(400);
    String many = ("'/_/" + whisk.named("part") + "',").repeat(60);
    String tooMany =
        "{'exec': {'kind': 'sequence', 'components': [" + many.substring(0, many.length() - 1);
    assertThat(whisk.owner("PUT", path, tooMany + "]}}").status()).isEqualTo(400);
  }

  @Test
  void aRuleJoinsATriggerToAnActionAndIsActiveUntilToldOtherwise() {
    String trigger = whisk.named("trigger");
    String rule = whisk.named("rule");
    whisk.put("actions/" + whisk.named("target"), whisk.action(""));
    whisk.put("triggers/" + trigger, "{'parameters': [{'key': 'a', 'value': 1}]}");
    String body = "{'trigger': '/_/%s', 'action': '/_/%s'}";
    Answer put = whisk.put("rules/" + rule, body.formatted(trigger, whisk.named("target")));

    assertThat(put.text("status")).isEqualTo("active");
    assertThat(put.object().getAsJsonObject("trigger").get("name").getAsString())
        .isEqualTo(trigger);
    assertThat(status(rule)).isEqualTo("active");
    String path = "namespaces/_/rules/" + rule;
    assertThat(whisk.owner("POST", path, "{'status': 'inactive'}").status()).isEqualTo(200);
    assertThat(status(rule)).isEqualTo("inactive");
    assertThat(whisk.owner("POST", path, "{'status': 'sleepy'}").status()).isEqualTo(400);
    assertThat(whisk.again("rules/" + rule, "{}").text("status")).isEqualTo("inactive");
    JsonObject shown = whisk.owner("GET", "namespaces/_/triggers/" + trigger, "").object();
    assertThat(shown.getAsJsonObject("rules").keySet())
        .containsExactly(whisk.namespace() + "/" + rule);
    String other = "namespaces/_/rules/" + whisk.named("refused");
    assertThat(whisk.owner("PUT", other, body.formatted("nothing", "nothing")).status())
        .isEqualTo(400);
    assertThat(whisk.owner("PUT", other, "{}").status()).isEqualTo(400);
  }

  @Test
  void aTriggerIsReplacedOnlyWhenToldAndLeavesItsRuleInactive() {
    String trigger = whisk.named("short-lived");
    String rule = whisk.named("left-over");
    whisk.put("actions/" + whisk.named("aim"), whisk.action(""));
    whisk.put("triggers/" + trigger, "{}");
    whisk.put(
        "rules/" + rule,
        "{'trigger': '/_/%s', 'action': '/_/%s'}".formatted(trigger, whisk.named("aim")));
    String path = "namespaces/_/triggers/" + trigger;

    assertThat(whisk.owner("PUT", path, "{}").status()).isEqualTo(409);
    assertThat(whisk.owner("DELETE", path, "").status()).isEqualTo(200);

    assertThat(whisk.owner("GET", path, "").status()).isEqualTo(404);
    assertThat(status(rule)).isEqualTo("inactive");
    assertThat(whisk.owner("POST", "namespaces/_/rules/" + rule, "{'status': 'active'}").status())
        .isEqualTo(404);
  }

  private String status(String rule) {
    return whisk.owner("GET", "namespaces/_/rules/" + rule, "").text("status");
  }

  private static Map<String, JsonElement> pairs(JsonObject entity, String list) {
    Map<String, JsonElement> pairs = new TreeMap<>();
    JsonArray array = entity.getAsJsonArray(list);
    array.forEach(
        pair ->
            pairs.put(
                pair.getAsJsonObject().get("key").getAsString(),
                pair.getAsJsonObject().get("value")));
    return pairs;
  }
}
