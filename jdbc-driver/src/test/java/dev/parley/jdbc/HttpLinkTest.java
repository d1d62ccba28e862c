// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver says when there is no gateway where it was told to find one. */
@Timeout(20)
class HttpLinkTest {

  private static SQLException connect(int port) {
    String url = "jdbc:parley://127.0.0.1:" + port + "/?socketTimeout=500ms";
    return catchThrowableOfType(
        SQLException.class, () -> DriverManager.getConnection(url, "ana", "secret").close());
  }

  @Test
  void aDeadPortCannotBeReached() throws IOException {
    int port;
    try (ServerSocket free = loopback()) {
      port = free.getLocalPort();
    }

    SQLException e = connect(port);

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat(e.getErrorCode()).isEqualTo(604);
    assertThat(e.getMessage())
        .isEqualTo(
            "Cannot reach a gateway at 127.0.0.1:"
                + port
                + " | Check host and port, and that the gateway is running.");
  }

  @Test
  void anUnknownHostCannotBeReached() {
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> DriverManager.getConnection("jdbc:parley://nowhere.invalid/", "a", "b"));

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat(e.getMessage()).startsWith("The host nowhere.invalid is not known here |");
  }

  @Test
  void aRequestThatIsTooLongIsNotSupported() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(413, -1);
          exchange.close();
        });
    server.start();
    try {
      SQLException e = connect(server.getAddress().getPort());

      assertThat((Object) e).isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThat(e.getSQLState()).isEqualTo("0A000");
      assertThat(e.getErrorCode()).isEqualTo(5);
      assertThat(e.getMessage())
          .isEqualTo("The request is longer than the gateway takes | Write a shorter statement.");
      assertThat(asked).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAnswerThatSaysToBeTooLongIsNotAwaited() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket server = loopback()) {
      Future<Integer> hungUp = thread.submit(() -> promiseTooMuch(server));

      SQLException e = connect(server.getLocalPort());

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat(e.getMessage())
          .contains("has more than " + HttpLine.TooLong.mostBytes() + " bytes");
      assertThat(hungUp.get()).isNegative();
    } finally {
      thread.shutdownNow();
    }
  }

  /** Answers with the head of gigabytes; returns what comes when the request is over. */
  private static int promiseTooMuch(ServerSocket server) throws IOException {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      socket.setSoTimeout(10_000);
      byte[] request = new byte[1 << 16];
      assertThat(socket.getInputStream().read(request)).isPositive();
      String head =
          "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
              + "Content-Length: 5000000000\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
      int read = socket.getInputStream().read(request);
      while (read > 0) {
        read = socket.getInputStream().read(request);
      }
      return read;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerMayHaveSoManyBytesAndNoMoreWhetherItSaysSoOrNot(boolean says) throws IOException {
    int most = 100_000;

    assertThat(HttpLine.read(answer(most, says), most)).hasSize(most);
    assertThatThrownBy(() -> HttpLine.read(answer(most + 1, says), most))
        .isInstanceOf(HttpLine.TooLong.class);
  }

  private static ClassicHttpResponse answer(int bytes, boolean says) {
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.setHeader("Content-Type", HttpLine.CONTENT_TYPE);
    response.setEntity(
        new InputStreamEntity(
            new ByteArrayInputStream(new byte[bytes]), says ? bytes : -1, ContentType.WILDCARD));
    return response;
  }

  @Test
  void anAnswerLeavesRoomForWhateverElseTheProcessDoes() {
    long most = HttpLine.TooLong.mostBytes();

    assertThat(most).isPositive().isLessThanOrEqualTo(256 << 20);
    assertThat(most).isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 8);
    assertThat(most)
        .as("more than a gateway sends, where there is room")
        .isGreaterThan(Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 9));
  }

  @Test
  void anAnswerThatSaysToBeTooLongIsNotRead() {
    ByteArrayInputStream content = new ByteArrayInputStream(new byte[5]);
    BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.setHeader("Content-Type", HttpLine.CONTENT_TYPE);
    response.setEntity(new InputStreamEntity(content, 11, ContentType.WILDCARD));

    assertThatThrownBy(() -> HttpLine.read(response, 10)).isInstanceOf(HttpLine.TooLong.class);
    assertThat(content.available()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 401, 404, 407, 500, 503})
  void anotherServerIsAskedOnceAndNamed(int status) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          byte[] page = "<html>not a gateway</html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(status, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      SQLException e = connect(server.getAddress().getPort());

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat(e.getMessage()).contains(" | ");
      assertThat(asked).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "220 mail.example ESMTP\r\n", "\u0000\u0001\u0002"})
  void aServerThatSpeaksNoHttpIsNoGateway(String greeting) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket server = loopback()) {
      Future<?> served = thread.submit(() -> greetAndHangUp(server, greeting));

      SQLException e = connect(server.getLocalPort());

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat(served).isNotNull();
    } finally {
      thread.shutdownNow();
    }
  }

  private static Void greetAndHangUp(ServerSocket server, String greeting) throws IOException {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write(greeting.getBytes(StandardCharsets.UTF_8));
    }
    return null;
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket silent = loopback()) {
      SQLException e = connect(silent.getLocalPort());

      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat(e.getMessage()).contains("did not answer in 500 ms");
    }
  }

  private static ServerSocket loopback() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
