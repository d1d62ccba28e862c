// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that take a connection, and then do not shake hands. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsHandshakeTest {
  /** The head of a record of handshakes, which says that 16,384 bytes follow. */
  private static final byte[] RECORD = {0x16, 3, 3, 0x40, 0};

  /** What a peer does with a connection. */
  private interface Peer {
    void serve(Socket socket) throws IOException, InterruptedException;
  }

  @Test
  void oneThatIsSilentIsNotWaitedForLongerThanTheConnectTimeout() throws Exception {
    Failure failure =
        failure(
            "1s",
            socket -> {
              int read = 0;
              while (read >= 0) {
                read = socket.getInputStream().read(new byte[1 << 14]);
              }
            });

    assertThat(failure.error.getSQLState()).isEqualTo("08001");
    assertThat(failure.error.getMessage()).contains("Cannot reach a gateway");
    assertThat(failure.took).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
  }

  @Test
  void oneThatSendsAByteNowAndThenIsNotWaitedForEither() throws Exception {
    Failure failure =
        failure(
            "1s",
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write(RECORD);
              while (true) {
                out.write(2);
                Thread.sleep(50);
              }
            });

    assertThat(failure.error.getSQLState()).isEqualTo("08001");
    assertThat(failure.error.getMessage()).contains("Cannot reach a gateway");
    assertThat(failure.took).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
  }

  @Test
  void oneThatHangsUpIsSaidNotToAgree() throws Exception {
    Failure failure =
        failure(
            "5s",
            socket -> {
              socket.getInputStream().read(new byte[1 << 14]);
              socket.getOutputStream().write(RECORD);
            });

    assertThat(failure.error.getSQLState()).isEqualTo("08001");
    assertThat(failure.error.getMessage()).contains("does not agree to TLS");
  }

  @Test
  void oneThatSpeaksHttpIsSaidToSpeakNoTls() throws Exception {
    byte[] page = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    Failure failure = failure("5s", socket -> socket.getOutputStream().write(page));

    assertThat(failure.error.getSQLState()).isEqualTo("08001");
    assertThat(failure.error.getMessage()).contains("does not speak TLS");
  }

  /** How it ended, and after how long. */
  private static final class Failure {
    final SQLException error;
    final Duration took;

    Failure(SQLException error, Duration took) {
      this.error = error;
      this.took = took;
    }
  }

  private static Failure failure(String connectTimeout, Peer peer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server, peer), "peer");
      serving.setDaemon(true);
      serving.start();
      String url =
          "jdbc:parley://127.0.0.1:%d/?tls=true&connectTimeout=%s&socketTimeout=1m"
              .replace("%d", "" + server.getLocalPort())
              .replace("%s", connectTimeout);
      Properties login = new Properties();
      login.setProperty("user", "ana");
      login.setProperty("password", "secret");
      long begun = System.nanoTime();
      SQLException error =
          catchThrowableOfType(SQLException.class, () -> new ParleyDriver().connect(url, login));
      return new Failure(error, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private static void serve(ServerSocket server, Peer peer) {
    try (Socket socket = server.accept()) {
      peer.serve(socket);
    } catch (IOException e) {
      // the driver has gone, as it should
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
