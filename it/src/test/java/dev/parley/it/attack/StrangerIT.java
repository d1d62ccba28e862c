// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.config.GatewaySettings;
import dev.parley.it.attack.BesiegedStage.Besieged;
import dev.parley.pipe.PipeSettings;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.wire.MergeTicket;
import dev.parley.wire.PipeNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody on the network without a credential, or with a wrong one, tries whatever listens: the
 * pipe, the action host, the gateway. Nodes do not listen at all.
 */
@ExtendWith(BesiegedStage.class)
@Timeout(60)
class StrangerIT {
  private static final String ANALYST = LocalFederationSettings.ANALYST.value();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "OPTIONS");

  private final Besieged besieged;
  private final PipeSettings pipe;
  private final URI actions;
  private final PipeNames names;

  StrangerIT(Besieged besieged) {
    this.besieged = besieged;
    GatewaySettings gateway =
        GatewaySettings.read(
            besieged.federation().state().config().resolve("gateway").resolve("gateway.yaml"));
    this.pipe = gateway.pipe();
    this.actions = gateway.actions().endpoint();
    this.names = new PipeNames(gateway.federation().value());
  }

  @Test
  void thePipeGivesNothingToTheNameless() throws Exception {
    String board = names.board("north");
    for (String path :
        List.of(
            "/",
            "/" + board,
            "/" + board + "?list-type=2",
            "/" + board + "/" + PipeNames.heartbeat(),
            "/" + names.merged(ANALYST) + "?uploads",
            "/" + names.out(ANALYST, "north") + "?acl",
            "/" + names.in(ANALYST, "north") + "/x",
            "/not-a-bucket",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/" + board + presigned())) {
      for (String method : METHODS) {
        int status = send(pipe.endpoint().resolve(path), method, "x").statusCode();
        assertThat(status).as(method + " " + path).isBetween(400, 599);
      }
    }
  }

  @Test
  void thePipeGivesNothingForASignatureThatIsMadeUp() throws Exception {
    String signature =
        "AWS4-HMAC-SHA256 Credential=gateway-%s/20260101/us-east-1/s3/aws4_request,"
                .formatted(ANALYST)
            + " SignedHeaders=host;x-amz-date, Signature="
            + "0".repeat(64);
    for (String header : List.of(signature, "AWS gateway:" + "0".repeat(28), "Bearer x", "")) {
      HttpResponse<String> response =
          send(
              pipe.endpoint().resolve("/" + names.board("north") + "/" + PipeNames.heartbeat()),
              "GET",
              "",
              "Authorization",
              header,
              "x-amz-date",
              "20260101T000000Z");
      assertThat(response.statusCode()).as(header).isBetween(400, 499);
    }
  }

  private static String presigned() {
    return "/x?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=actions%2F20260101%2Fus-east-1"
        + "%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=604800"
        + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
        + "0".repeat(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/namespaces",
        "/api/v1/namespaces/_/actions",
        "/api/v1/namespaces/_/actions/parley/merge",
        "/api/v1/namespaces/guest/packages/parley",
        "/api/v1/namespaces/_/activations",
        "/api/v1/namespaces/_/activations/00000000000000000000000000000000/logs",
        "/api/v1/namespaces/_/triggers",
        "/api/v1/web/guest/parley/merge.json",
        "/api/v1/web/guest/parley/merge.http",
        "/api/v1/web/guest/default/merge.json",
        "/api/v1/../v1/namespaces/_/actions",
        "/init",
        "/run",
      })
  void theActionHostDoesNothingForWhoHasNoKey(String path) throws Exception {
    String guessed =
        Base64.getEncoder()
            .encodeToString((UUID.randomUUID() + ":guessed").getBytes(StandardCharsets.UTF_8));
    for (String method : METHODS) {
      for (String header : List.of("", "Basic " + guessed, "Basic !", "Bearer x")) {
        int status =
            send(
                    actions.resolve(path),
                    method,
                    body(),
                    "Authorization",
                    header,
                    "X-Require-Whisk-Auth",
                    "guessed")
                .statusCode();
        assertThat(status).as(method + " " + path + " " + header).isBetween(400, 499);
      }
    }
  }

  private static String body() {
    return "{\"analyst\": \"%s\", \"ticket\": \"%s\", \"nodes\": [\"north\", \"south\"]}"
        .formatted(ANALYST, MergeTicket.random(new SecureRandom()).toHex());
  }

  @ParameterizedTest
  @CsvSource({"analyst,wrong", "analyst,''", "nobody,only-for-tests", "'',''", "ANALYST,x"})
  void theGatewayOpensNoConnectionWithoutThePassword(String user, String password) {
    SQLException error =
        catchThrowableOfType(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                        besieged.federation().federation().url(), user, password)
                    .close());

    assertThat((Throwable) error).as("an error").isNotNull();
    assertThat(error.getSQLState()).isIn("28P01", "28000");
    assertThat(error.getMessage()).doesNotContain("only-for-tests");
  }

  @Test
  void theGatewayAnswersNobodyWhoHasNotConnected() throws Exception {
    URI gateway =
        URI.create(besieged.federation().federation().url().replace("jdbc:parley", "http"));
    byte[] noise = new byte[4096];
    new SecureRandom().nextBytes(noise);
    for (String body :
        List.of(
            "",
            "{\"request\": \"getCatalogs\", \"connectionId\": \"1\"}",
            "{\"request\": \"prepareAndExecute\", \"sql\": \"SELECT 1\", \"connectionId\": \"1\"}",
            new String(noise, StandardCharsets.ISO_8859_1),
            "x".repeat(2 << 20))) {
      for (String method : METHODS) {
        HttpResponse<String> response = send(gateway.resolve("/"), method, body);
        assertThat(response.statusCode()).as(method).isBetween(400, 599);
        assertThat(response.body()).doesNotContain("visits", "Exception:", "at dev.parley");
      }
    }
  }

  private static HttpResponse<String> send(URI to, String method, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      if (!headers[i + 1].isEmpty()) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      // Whoever was refused may find the line closed; the next knock is on a new one.
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
