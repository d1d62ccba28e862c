// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A pipe that is dead, mute or cut gives an error within its time-outs, and never a wrong object.
 */
@Timeout(30)
class S3PipeFailureTest {
  private static final S3Credentials NORTH = new S3Credentials("north", "0123456789abcdef");
  private static final PipeTimeouts HASTY =
      new PipeTimeouts(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(1500), 2);

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertEveryCallIs(PipeException.Kind.UNREACHABLE, port);
  }

  @Test
  void doesNotWaitForAServerThatNeverAnswers() throws Exception {
    try (ServerSocket mute = loopback()) {
      assertEveryCallIs(PipeException.Kind.UNREACHABLE, mute.getLocalPort());
    }
  }

  @Test
  void doesNotWaitForAServerThatDripsForEver() throws Exception {
    try (ServerSocket server = loopback();
        Pipe pipe = pipe(server.getLocalPort())) {
      serve(
          server,
          out -> {
            out.write(head("200 OK", 100_000));
            while (true) {
              out.write('x');
              out.flush();
              Thread.sleep(50);
            }
          });

      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> pipe.get("bucket", "key", 1 << 20))
          .matches(e -> e.kind() == PipeException.Kind.UNREACHABLE);
    }
  }

  @Test
  void neverTakesACutConnectionForTheEndOfAnObject() throws Exception {
    try (ServerSocket server = loopback();
        Pipe pipe = pipe(server.getLocalPort())) {
      serve(
          server,
          out -> {
            out.write(head("200 OK", 100));
            out.write("half".getBytes(StandardCharsets.US_ASCII));
          });

      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> pipe.get("bucket", "key", 1000))
          .matches(e -> e.kind() == PipeException.Kind.UNREACHABLE);
      try (InputStream stream = pipe.open("bucket", "key").orElseThrow()) {
        assertThatIOException().isThrownBy(stream::readAllBytes);
      }
    }
  }

  @Test
  void neverPutsTwice() throws Exception {
    try (ServerSocket server = loopback();
        Pipe pipe = pipe(server.getLocalPort())) {
      AtomicInteger requests =
          serve(server, out -> out.write(head("500 Internal Server Error", 0)));

      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> pipe.put("bucket", "key", new byte[1]))
          .withMessage("The pipe answered put of bucket/key with status 500")
          .matches(e -> e.kind() == PipeException.Kind.FAILED);
      assertThat(requests).hasValue(1);
    }
  }

  @Test
  void takesBothStatusesOfALostRaceForTaken() throws Exception {
    for (String status : new String[] {"412 Precondition Failed", "409 Conflict"}) {
      try (ServerSocket server = loopback();
          Pipe pipe = pipe(server.getLocalPort())) {
        serve(server, out -> out.write(head(status, 0)));

        assertThatExceptionOfType(PipeException.class)
            .isThrownBy(() -> pipe.put("bucket", "key", new byte[1]))
            .matches(e -> e.kind() == PipeException.Kind.TAKEN);
      }
    }
  }

  @Test
  void tellsAMissingBucketFromAMissingObject() throws Exception {
    String body = "<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>";
    try (ServerSocket server = loopback();
        Pipe pipe = pipe(server.getLocalPort())) {
      serve(
          server,
          out -> {
            out.write(head("404 Not Found", body.length()));
            out.write(body.getBytes(StandardCharsets.US_ASCII));
          });

      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> pipe.get("bucket", "key", 1))
          .matches(e -> e.kind() == PipeException.Kind.NO_BUCKET);
      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> pipe.list("bucket", ""))
          .matches(e -> e.kind() == PipeException.Kind.NO_BUCKET);
    }
  }

  private interface Call {
    void run() throws Exception;
  }

  private static void assertEveryCallIs(PipeException.Kind kind, int port) {
    try (Pipe pipe = pipe(port)) {
      Call[] calls = {
        () -> pipe.put("bucket", "key", new byte[10]),
        () -> pipe.replace("bucket", "key", new byte[10]),
        () -> pipe.get("bucket", "key", 10),
        () -> pipe.open("bucket", "key"),
        () -> pipe.list("bucket", ""),
        () -> pipe.delete("bucket", "key")
      };
      for (Call call : calls) {
        PipeException failure = catchThrowableOfType(PipeException.class, call::run);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.toParleyException().toLine())
            .startsWith("P0303 P0303 The pipe could not be reached for ")
            .doesNotContain(NORTH.secret());
      }
    }
  }

  private static Pipe pipe(int port) {
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    return new S3Pipe(
        new PipeSettings(
            new Endpoint(endpoint, Trust.OF_JVM), NORTH, PipeSettings.DEFAULT_REGION, HASTY));
  }

  private static ServerSocket loopback() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static byte[] head(String status, int lengthBytes) {
    String head = "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n";
    return head.formatted(status, lengthBytes).getBytes(StandardCharsets.US_ASCII);
  }

  private interface Answer {
    void to(OutputStream out) throws Exception;
  }

  /** Answers every connection alike, and counts them. */
  private static AtomicInteger serve(ServerSocket server, Answer answer) {
    AtomicInteger requests = new AtomicInteger();
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  readRequest(socket.getInputStream());
                  requests.incrementAndGet();
                  answer.to(socket.getOutputStream());
                  socket.getOutputStream().flush();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } catch (IOException e) {
                  // The client went, or the test is over.
                } catch (Exception e) {
                  throw new UncheckedIOException(new IOException(e));
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return requests;
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      head.append((char) read);
    }
    Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    }
  }
}
