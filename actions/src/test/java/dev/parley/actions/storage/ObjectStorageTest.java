// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStorageTest {
  private TinyS3 server;
  private ObjectStorage storage;

  @BeforeEach
  void start() throws IOException {
    server = new TinyS3();
    storage = storage(server.endpoint(), TinyS3.SECRET_KEY);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    put("bucket", "key", "some bytes");

    try (InputStream in = storage.get("bucket", "key")) {
      byte[] read = new byte[100];
      int length = in.read(read);
      assertThat(new String(read, 0, length, StandardCharsets.UTF_8)).isEqualTo("some bytes");
    }
  }

  @Test
  void neverOverwrites() throws IOException {
    put("bucket", "key", "first");

    assertKind(() -> put("bucket", "key", "second"), StorageException.Kind.EXISTS);
    assertThat(server.objects().get("bucket/key"))
        .isEqualTo("first".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tellsAMissingObject() {
    assertKind(() -> storage.get("bucket", "key"), StorageException.Kind.MISSING);
  }

  @Test
  void isDeniedUnderAnotherSecret() {
    ObjectStorage stranger = storage(server.endpoint(), "another secret");

    assertKind(() -> stranger.get("bucket", "key"), StorageException.Kind.DENIED);
  }

  @ParameterizedTest
  @CsvSource({"409, EXISTS", "412, EXISTS", "403, DENIED", "500, FAILED", "302, FAILED"})
  void saysHowAServerRefusesAPut(int status, StorageException.Kind kind) {
    server.fail("bucket/key", status);

    assertKind(() -> put("bucket", "key", "bytes"), kind);
  }

  @Test
  void learnsOfARefusalBeforeItHasSentTheBody() throws Exception {
    try (ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> refuse(refusing));
      server.start();
      storage =
          storage(URI.create("http://127.0.0.1:" + refusing.getLocalPort()), TinyS3.SECRET_KEY);

      assertKind(
          () -> put("bucket", "key", String.join("", java.util.Collections.nCopies(1 << 24, "x"))),
          StorageException.Kind.EXISTS);
      server.join(5_000);
    }
  }

  /** Answers after the headers and closes, as servers do that check before they read. */
  private static void refuse(ServerSocket refusing) {
    try (Socket socket = refusing.accept()) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) socket.getInputStream().read());
      }
      OutputStream out = socket.getOutputStream();
      out.write(
          "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void leavesNoSpoolBehind() throws IOException {
    long before = spools();
    try (Spool spool = Spool.create()) {
      spool.output().write(new byte[10_000]);

      assertThat(spool.length()).isEqualTo(10_000);
    }
    assertThat(spools()).isEqualTo(before);
  }

  private static long spools() throws IOException {
    Path folder = Paths.get(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".spool")).count();
    }
  }

  private void put(String bucket, String key, String content) throws IOException {
    try (Spool spool = Spool.create()) {
      spool.output().write(content.getBytes(StandardCharsets.UTF_8));
      storage.putNew(bucket, key, spool);
    }
  }

  private static ObjectStorage storage(URI endpoint, String secret) {
    return new ObjectStorage(endpoint, new Credentials(TinyS3.ACCESS_KEY, secret), TinyS3.REGION);
  }

  private static void assertKind(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, StorageException.Kind kind) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
