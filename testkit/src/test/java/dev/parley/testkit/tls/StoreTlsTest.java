// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.parley.pipe.guard.Guard;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guard looks whose certificate the S3 server behind it shows. */
@Timeout(60)
class StoreTlsTest {
  private static final LocalAuthority AUTHORITY = LocalAuthority.found("Store");

  private final Set<String> asked = new ConcurrentSkipListSet<>();
  private Path folder;
  private HttpServer store;

  /** A server that has all buckets, and nothing in them. */
  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    AUTHORITY.certify("127.0.0.1").write(folder);
    Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificate());
    Files.writeString(folder.resolve("other.crt"), LocalAuthority.found("Other").certificate());
    SecretFile.write(
        folder.resolve("strong"), "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(
            ServerTls.of(folder.resolve("server.crt"), folder.resolve("server.key")).context()));
    https.createContext(
        "/",
        call -> {
          asked.add(call.getRequestMethod());
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    https.start();
    store = https;
  }

  @AfterEach
  void stop() {
    store.stop(0);
  }

  @Test
  void itSpeaksWithAServerThatItsAuthorityVouchesFor() throws IOException {
    Guard.start(settings("trust: ca.crt, ")).close();

    assertThat(asked).contains("HEAD");
  }

  @Test
  void itDoesNotSpeakWithAServerOfAnotherAuthorityOrOfNone() throws IOException {
    assertRefused(settings("trust: other.crt, "));
    assertRefused(settings(""));

    assertThat(asked).isEmpty();
  }

  private static void assertRefused(GuardSettings settings) {
    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(() -> Guard.start(settings).close())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_START));
  }

  private GuardSettings settings(String trust) throws IOException {
    return GuardSettings.read(
        Files.writeString(
            folder.resolve("pipe.yaml"),
            """
            federation: city
            store:
              {endpoint: 'https://127.0.0.1:%d', %saccessKey: root, secretFile: strong}
            gateways: {health-board: {secretFile: strong}}
            nodes: {north: {secretFile: strong, grants: [health-board]}}
            actions: {accessKey: mergers, secretFile: strong}
            """
                .formatted(store.getAddress().getPort(), trust)));
  }
}
