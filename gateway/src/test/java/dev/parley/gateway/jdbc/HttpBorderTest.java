// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway does with requests on a socket, byte by byte. */
@Timeout(20)
class HttpBorderTest {
  private static final int MOST = 1_024;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)");
  private static final String HOST = " / HTTP/1.1\r\nHost: gateway\r\n";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  private void start(boolean encrypted) throws Exception {
    GatewayLimits limits = GatewayLimits.defaults();
    ConnectionRegistry connections = new ConnectionRegistry(limits, InstantSource.system());
    RpcEndpoint endpoint = new RpcEndpoint(new GatewayRpc(new SmallService(), limits, connections));
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    server.setHandler(new HttpBorder(endpoint, MOST, encrypted));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads the head of an answer, and the body of which the head says how long it is. */
  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int read = in.read();
      assertThat(read).as("of %s", head).isNotNegative();
      head.write(read);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(text);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return text + new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  private static void assertHungUp(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().read()).isNegative();
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  private static String inOne(int bytes) {
    return "POST" + HOST + "Content-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes);
  }

  /** A body in two chunks, without the end. */
  private static String inChunks(int bytes) {
    int first = bytes / 2;
    return "POST"
        + HOST
        + "Transfer-Encoding: chunked\r\n\r\n"
        + chunk(first)
        + chunk(bytes - first);
  }

  private static String chunk(int bytes) {
    return Integer.toHexString(bytes) + "\r\n" + "x".repeat(bytes) + "\r\n";
  }

  private static void assertNoRequest(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 500 ")
        .contains("not one of Avatica's in protobuf")
        .doesNotContainIgnoringCase("Connection: close");
  }

  private static void assertRefused(Socket socket, String status) throws IOException {
    assertThat(answer(socket)).startsWith("HTTP/1.1 " + status).contains("Connection: close");
    assertHungUp(socket);
  }

  @Test
  void bodiesUpToTheBoundAreReadAndTheSocketIsKept() throws Exception {
    start(false);
    try (Socket socket = connect()) {
      send(socket, inOne(MOST));
      assertNoRequest(answer(socket));
      send(socket, inChunks(MOST) + "0\r\n\r\n");
      assertNoRequest(answer(socket));
      send(socket, inOne(1));
      assertNoRequest(answer(socket));
    }
  }

  @Test
  void aBodyAboveTheBoundIsRefusedWhenItBegins() throws Exception {
    start(false);
    try (Socket socket = connect()) {
      send(socket, "POST" + HOST + "Content-Length: " + (MOST + 1) + "\r\n\r\nx");

      assertRefused(socket, "413 ");
    }
  }

  @Test
  void aBodyAboveTheBoundIsRefusedAlsoIfItDoesNotSaySo() throws Exception {
    start(false);
    try (Socket socket = connect()) {
      send(socket, inChunks(MOST + 1) + "0\r\n\r\n");

      assertRefused(socket, "413 ");
    }
  }

  @Test
  void aBodyThatDoesNotEndIsRefusedAboveTheBound() throws Exception {
    start(false);
    try (Socket socket = connect()) {
      send(socket, inChunks(10 * MOST));

      assertRefused(socket, "413 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void onlyPostIsAnswered(String method) throws Exception {
    start(false);
    try (Socket socket = connect()) {
      send(socket, method + HOST + "\r\n");

      assertRefused(socket, "405 ");
    }
  }

  @Test
  void whoAsksInTheClearIsToldAndHungUp() throws Exception {
    start(true);
    try (Socket socket = connect()) {
      send(socket, inOne(1));

      String answer = answer(socket);

      assertThat(answer)
          .startsWith("HTTP/1.1 500 ")
          .contains("Connection: close", "The gateway speaks TLS only");
      assertHungUp(socket);
    }
  }

  @Test
  void avaticasJsonIsToldToSpeakProtobuf() throws Exception {
    start(false);
    try (Socket socket = connect()) {
      send(socket, "POST" + HOST + "Content-Length: 2\r\n\r\n{}");

      assertThat(answer(socket)).startsWith("HTTP/1.1 500 ").contains("Add serialization=protobuf");
    }
  }
}
