// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link over HTTP takes, and what it leaves on the network and in the process. */
@Timeout(20)
class HttpLinkEndTest {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final Patience PATIENCE = Patience.of(PATIENCE_MILLIS, 0);
  private static final byte[] REQUEST = "question".getBytes(StandardCharsets.UTF_8);
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 2\r\n\r\n";

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final HttpLink link = link(server.getLocalPort());

  HttpLinkEndTest() throws IOException, SQLException {}

  private static HttpLink link(int port) throws SQLException {
    return new HttpLink(
        ParleyUrl.parse("jdbc:parley://127.0.0.1:" + port + "/"),
        ConnectionSettings.of("", Collections.emptyMap(), new Properties()));
  }

  @BeforeEach
  void bePatient() throws IOException {
    server.setSoTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    server.close();
    thread.shutdownNow();
  }

  /** The server's end of a socket. */
  private Socket accept() throws IOException {
    Socket socket = server.accept();
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void hear(InputStream in) throws IOException {
    for (int match = 0; match < REQUEST.length; ) {
      int read = in.read();
      assertThat(read).isNotNegative();
      match = read == REQUEST[match] ? match + 1 : 0;
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertHungUp(InputStream in) throws IOException {
    try {
      assertThat(in.read()).isNegative();
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  private Future<byte[]> ask() {
    return ask(PATIENCE);
  }

  private Future<byte[]> ask(Patience patience) {
    return thread.submit(() -> link.exchange(REQUEST, patience));
  }

  private Future<SQLException> askInVain() {
    return thread.submit(
        () -> catchThrowableOfType(SQLException.class, () -> link.exchange(REQUEST, PATIENCE)));
  }

  @Test
  void closingHangsUpWhatIsIdle() throws Exception {
    Future<byte[]> first = ask();
    try (Socket socket = accept();
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      hear(in);
      say(socket, HEAD + "ok");
      assertThat(first.get()).isEqualTo("ok".getBytes(StandardCharsets.UTF_8));
      Future<byte[]> second = ask();
      hear(in);
      say(socket, HEAD + "ok");
      assertThat(second.get()).hasSize(2);

      link.close();

      assertHungUp(in);
    }
  }

  @Test
  void closingBreaksOffWhatWaits() throws Exception {
    Future<SQLException> failure = askInVain();
    try (Socket socket = accept();
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      hear(in);

      link.close();

      assertThat(failure.get().getSQLState()).isEqualTo("08006");
      assertHungUp(in);
    }
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> link.exchange(REQUEST, PATIENCE));
    assertThat(e.getSQLState()).isEqualTo("08003");
  }

  @Test
  void whatIsBrokenOffHangsUpAndTheNextFindsANewSocket() throws Exception {
    Future<SQLException> failure = askInVain();
    try (Socket socket = accept();
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      hear(in);
      link.breakOff();
      assertThat(failure.get().getSQLState()).isEqualTo("08006");
      assertHungUp(in);
    }
    Future<byte[]> next = ask();
    try (Socket socket = accept()) {
      hear(socket.getInputStream());
      say(socket, HEAD + "ok");
      assertThat(next.get()).hasSize(2);
    }
  }

  @Test
  void whatIsDistrustedIsNotAskedAgain() throws Exception {
    Future<byte[]> first = ask();
    try (Socket socket = accept();
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      hear(in);
      say(socket, HEAD + "ok");
      assertThat(first.get()).hasSize(2);

      link.distrust();

      assertHungUp(in);
    }
  }

  @Test
  void anAnswerThatIsNoGatewaysHangsUp() throws Exception {
    Future<SQLException> failure = askInVain();
    try (Socket socket = accept();
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      hear(in);
      say(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");

      assertThat(failure.get().getSQLState()).isEqualTo("08006");
      assertHungUp(in);
    }
  }

  @ParameterizedTest
  @CsvSource({"90, 10, true", "110, 10, false", "1, 8000, true", "1, 8200, false"})
  void anAnswerMayHaveSoManyHeadersOfSuchALengthAndNoMore(int headers, int length, boolean taken)
      throws Exception {
    Future<Boolean> answer = thread.submit(this::isAnswered);
    try (Socket socket = accept();
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      hear(in);
      StringBuilder more = new StringBuilder("\r\n");
      for (int i = 0; i < headers; i++) {
        more.append("x: ").append(new String(new char[length]).replace('\0', 'y')).append("\r\n");
      }
      say(socket, HEAD.replace("\r\n\r\n", more + "\r\nok"));

      assertThat(answer.get()).isEqualTo(taken);
    }
  }

  private boolean isAnswered() {
    try {
      return link.exchange(REQUEST, PATIENCE).length == 2;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("08006");
      return false;
    }
  }

  @Test
  void whoWantsToHangUpAfterAnAnswerIsNotAskedAgain() throws Exception {
    Future<byte[]> first = ask();
    try (Socket socket = accept()) {
      hear(socket.getInputStream());
      say(socket, HEAD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\nok"));
      assertThat(first.get()).hasSize(2);

      Future<byte[]> next = ask();
      try (Socket other = accept()) {
        hear(other.getInputStream());
        say(other, HEAD + "ok");
        assertThat(next.get()).hasSize(2);
      }
      assertHungUp(socket.getInputStream());
    }
  }

  @Test
  void theThreadOfDeadlinesEndsWithTheLink() throws Exception {
    Future<byte[]> answer = ask(Patience.of(PATIENCE_MILLIS, 100_000));
    List<Thread> timers;
    try (Socket socket = accept()) {
      hear(socket.getInputStream());
      timers = Threads.named("parley-answer-deadlines");
      say(socket, HEAD + "ok");
      assertThat(answer.get()).hasSize(2);
    }
    assertThat(timers).hasSize(1);

    link.close();

    Threads.awaitEnd(timers);
  }
}
