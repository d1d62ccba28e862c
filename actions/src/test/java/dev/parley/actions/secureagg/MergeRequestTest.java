// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.actions.invocation.RefusalCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have what merged. */
class MergeRequestTest {
  @RegisterExtension final MergeStage stage = new MergeStage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"analyst\": \"../other\"}",
        "{\"analyst\": 7}",
        "{\"query\": \"000102030405060708090a0b0c0d0e0f\"}",
        "{\"ticket\": \"00\"}",
        "{\"ticket\": null}",
        "{\"nodes\": \"east\"}",
        "{\"nodes\": []}",
        "{\"nodes\": [\"east\", \"east\"]}",
        "{\"nodes\": [\"a/b\"]}",
        "{\"nodes\": [[\"east\"]]}",
        "{\"nodes\": [null]}",
        "{\"bucket\": \"mine\"}"
      })
  void refusesMalformedParameters(String change) {
    stage.put(stage.east);
    JsonObject parameters = stage.parameters("east");
    JsonParser.parseString(change)
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> parameters.add(entry.getKey(), entry.getValue()));

    assertThat(MergeStage.code(stage.run(parameters)))
        .isEqualTo(RefusalCode.INVALID_PARAMETERS.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoint", "accessKey", "secretKey", "region", "federation"})
  void saysWhichBoundParameterTheOperatorForgot(String name) {
    JsonObject parameters = stage.parameters("east");
    parameters.remove(name);

    stage.assertRefused(
        stage.run(parameters), RefusalCode.INVALID_DEPLOYMENT, name + " is missing or malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "http://", "http://a@b", "http://a/b", "http://:1"})
  void refusesAnEndpointThatIsMoreThanAHost(String endpoint) {
    JsonObject parameters = stage.parameters("east");
    parameters.addProperty("endpoint", endpoint);

    assertThat(MergeStage.code(stage.run(parameters)))
        .isEqualTo(RefusalCode.INVALID_DEPLOYMENT.name());
  }

  @Test
  void refusesToTrustInVain() {
    JsonObject parameters = stage.parameters("east");
    parameters.addProperty("trust", "-----BEGIN CERTIFICATE-----");
    stage.assertRefused(
        stage.run(parameters),
        RefusalCode.INVALID_DEPLOYMENT,
        "trust is set, and endpoint is not https");

    parameters.addProperty("endpoint", "https://pipe.example");
    stage.assertRefused(
        stage.run(parameters),
        RefusalCode.INVALID_DEPLOYMENT,
        "trust holds no certificate, or a damaged one");
  }

  @Test
  void toleratesWhatOpenWhiskTellsAWebAction() {
    stage.put(stage.east);
    JsonObject parameters = stage.parameters("east");
    parameters.addProperty("__ow_method", "post");

    assertThat(stage.run(parameters).has("error")).isFalse();
  }

  /** Nodes and cloud know the id; only the asking gateway knows of what it is the hash. */
  @Test
  void mergesForNobodyWhoKnowsTheIdOfTheQueryAlone() {
    stage.put(stage.east);
    JsonObject parameters = stage.parameters("east");
    parameters.addProperty("ticket", TestPartial.QUERY + TestPartial.QUERY);
    stage.assertRefused(
        stage.run(parameters), RefusalCode.PARTIAL_MISSING, "There is no partial of east");

    parameters.addProperty("query", TestPartial.QUERY);
    stage.assertRefused(
        stage.run(parameters), RefusalCode.INVALID_PARAMETERS, "There is an unknown parameter");

    assertThat(stage.mergedBytes()).isNull();
    assertThat(stage.run("east").has("error")).isFalse();
  }
}
