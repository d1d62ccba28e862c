// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.actions.storage.TinyS3;
import dev.parley.wire.PipeNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeActionTest {
  private static final PipeNames NAMES = new PipeNames("city");

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private TinyS3 storage;
  private JsonObject parameters;

  @BeforeEach
  void start() throws IOException {
    storage = new TinyS3();
    parameters = new JsonObject();
    parameters.addProperty("endpoint", storage.endpoint().toString());
    parameters.addProperty("accessKey", TinyS3.ACCESS_KEY);
    parameters.addProperty("secretKey", TinyS3.SECRET_KEY);
    parameters.addProperty("region", TinyS3.REGION);
    parameters.addProperty("trust", "");
    parameters.addProperty("federation", "city");
    parameters.add("reads", new JsonArray());
    parameters.add("unreachable", new JsonArray());
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  @Test
  void findsThePipeAndThatTheCredentialIsGood() {
    parameters.add("reads", list("board/north", "board/south"));
    storage.denyBucket(NAMES.out("board", "south"));

    assertThat(run())
        .hasToString("{\"pipe\":\"OK\",\"reads\":[\"OK\",\"DENIED\"],\"unreachable\":[]}");
    assertThat(logged()).isEqualTo("probed pipe=OK" + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidAccessKeyId,UNIDENTIFIED",
    "SignatureDoesNotMatch,UNIDENTIFIED",
    "RequestTimeTooSkewed,SKEWED",
    "AccessDenied,DENIED",
    "Another,DENIED"
  })
  void tellsWhyItIsRefused(String code, String finding) {
    storage.refuseAll(code);

    assertThat(run().get("pipe").getAsString()).isEqualTo(finding);
  }

  @Test
  void tellsThatNobodyListensOrThatThereIsNoSuchHost() throws IOException {
    parameters.add("reads", list("board/north"));
    parameters.addProperty("endpoint", "http://127.0.0.1:" + unusedPort());

    assertThat(run()).hasToString("{\"pipe\":\"REFUSED\",\"reads\":[],\"unreachable\":[]}");

    parameters.addProperty("endpoint", "http://pipe.invalid");

    assertThat(run().get("pipe").getAsString()).isEqualTo("UNKNOWN_HOST");
  }

  @Test
  void tellsThatThePipeSpeaksNoTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerInTheClear(plain));
      server.start();
      parameters.addProperty("endpoint", "https://127.0.0.1:" + plain.getLocalPort());

      assertThat(run().get("pipe").getAsString()).isEqualTo("UNTRUSTED");
      server.join(5_000);
    }
  }

  private static void answerInTheClear(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void findsWhatMustNotBeReachedAndNamesNothing() throws IOException {
    try (ServerSocket reached = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      parameters.add(
          "unreachable",
          list(
              "127.0.0.1:" + reached.getLocalPort(),
              "127.0.0.1:" + unusedPort(),
              "ozone.invalid:9878",
              "[::1]:" + unusedPort()));

      JsonObject answer = run();

      assertThat(answer.getAsJsonArray("unreachable").toString())
          .startsWith("[\"CONNECTED\",\"REFUSED\",\"UNKNOWN_HOST\",");
      assertThat(answer.toString() + logged())
          .doesNotContain("127.0.0.1", "ozone", TinyS3.SECRET_KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host:80",
        "host",
        "host:",
        ":1",
        "host:123456",
        "host:65536",
        "host:0",
        "a b:1",
        "host:1/path",
        "u@host:1"
      })
  void takesNothingForAnAddressThatIsNone(String address) {
    parameters.add("unreachable", list(address));

    assertThat(run().getAsJsonObject("error").get("code").getAsString())
        .isEqualTo("INVALID_DEPLOYMENT");
  }

  @Test
  void takesNoMoreAddressesThanAClusterHas() {
    String[] many = new String[33];
    java.util.Arrays.fill(many, "127.0.0.1:1");
    parameters.add("unreachable", list(many));

    assertThat(run().getAsJsonObject("error").get("fact").getAsString())
        .isEqualTo("unreachable has not 0 to 32 members");
  }

  @Test
  void refusesParametersThatAreNotItsOwn() {
    parameters.addProperty("bucket", "another");

    assertThat(run().getAsJsonObject("error").get("code").getAsString())
        .isEqualTo("INVALID_PARAMETERS");
  }

  private JsonObject run() {
    return new ProbeAction(new PrintStream(log)).run(parameters);
  }

  private String logged() {
    return new String(log.toByteArray(), StandardCharsets.UTF_8);
  }

  private static JsonArray list(String... texts) {
    JsonArray list = new JsonArray();
    for (String text : texts) {
      list.add(text);
    }
    return list;
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
