// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.jdbc.GatewayServer;
import dev.parley.settings.tls.Listen;
import dev.parley.settings.tls.ServerTls;
import dev.parley.testkit.tls.LocalAuthority;
import dev.parley.testkit.tls.ServerFiles;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver says of a gateway that it does, or does not, trust. */
@Timeout(30)
class DriverTlsTest {
  private static final LocalAuthority AUTHORITY = LocalAuthority.found("Test");
  private static final String GOT_THROUGH = "28P01";
  private static final String STORE_PASSWORD = "of-the-store";

  private Path folder;

  @BeforeEach
  void make(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificate());
  }

  private GatewayServer serve(ServerFiles files) {
    files.write(folder);
    ServerTls tls = ServerTls.of(folder.resolve("server.crt"), folder.resolve("server.key"));
    return GatewayServer.start(new Listen("127.0.0.1", 0, Optional.of(tls)), new NobodyGetsIn());
  }

  private static SQLException connect(int port, String properties) {
    return connect("127.0.0.1", port, properties);
  }

  private static SQLException connect(String host, int port, String properties) {
    String url = "jdbc:parley://%s:%d/?%s".formatted(host, port, properties);
    return catchThrowableOfType(
        SQLException.class, () -> DriverManager.getConnection(url, "ana", "secret").close());
  }

  private String trust(String file) {
    return "tls=true&trustStore=" + folder.resolve(file);
  }

  private static void assertRefused(SQLException e, String fact) {
    assertThat(e.getMessage()).contains(fact).contains(" | ").doesNotContain("\n", "secret");
    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat(e.getErrorCode()).isEqualTo(604);
  }

  @Test
  void aTrustedGatewayIsReached() {
    try (GatewayServer server = serve(AUTHORITY.certify("127.0.0.1"))) {
      assertThat(connect(server.port(), trust("ca.crt")).getSQLState()).isEqualTo(GOT_THROUGH);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void aTrustStoreIsToldByItsContent(String type) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    byte[] pem = AUTHORITY.certificate().getBytes(StandardCharsets.US_ASCII);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    try (OutputStream out = Files.newOutputStream(folder.resolve("ca.pem"))) {
      store.store(out, STORE_PASSWORD.toCharArray());
    }
    try (GatewayServer server = serve(AUTHORITY.certify("127.0.0.1"))) {
      String named = trust("ca.pem") + "&trustStorePassword=";

      assertThat(connect(server.port(), named + STORE_PASSWORD).getSQLState())
          .isEqualTo(GOT_THROUGH);
      assertThat(connect(server.port(), named + "wrong").getSQLState()).isEqualTo("F0000");
    }
  }

  @Test
  void aGatewayOfAnotherAuthorityIsRefused() {
    try (GatewayServer server = serve(LocalAuthority.found("Test").certify("127.0.0.1"))) {
      String fact = "its certificate is not signed by an authority that is trusted here";

      assertRefused(connect(server.port(), trust("ca.crt")), fact);
      assertRefused(connect(server.port(), "tls=true"), fact);
    }
  }

  @Test
  void aGatewayWithACertificateForAnotherHostIsRefused() {
    try (GatewayServer server = serve(AUTHORITY.certify("127.0.0.1"))) {
      assertRefused(
          connect("localhost", server.port(), trust("ca.crt")),
          "its certificate is for another host name");
    }
  }

  @Test
  void hostsAreCheckedAlsoWhereSomebodySwitchedThatOffForTheProcess() {
    var before = HttpsURLConnection.getDefaultHostnameVerifier();
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    try (GatewayServer server = serve(AUTHORITY.certify("127.0.0.1"))) {
      assertThat(connect(server.port(), trust("ca.crt")).getSQLState()).isEqualTo(GOT_THROUGH);
      assertRefused(
          connect("localhost", server.port(), trust("ca.crt")),
          "its certificate is for another host name");
    } finally {
      HttpsURLConnection.setDefaultHostnameVerifier(before);
    }
  }

  @Test
  void aGatewayWhoseCertificateHasExpiredIsRefused() throws Exception {
    Instant until = Instant.now().plusSeconds(2);
    ServerFiles shortLived =
        AUTHORITY.certify(until.minus(Duration.ofHours(1)), until, "127.0.0.1");
    try (GatewayServer server = serve(shortLived)) {
      while (Instant.now().isBefore(until.plusMillis(50))) {
        Thread.sleep(50);
      }
      assertRefused(connect(server.port(), trust("ca.crt")), "its certificate has expired");
    }
  }

  @Test
  void tlsToAPlainPortIsToldAtOnce() {
    try (GatewayServer server = GatewayServer.start(Listen.LOOPBACK, new NobodyGetsIn())) {
      assertRefused(connect(server.port(), trust("ca.crt")), "does not speak TLS");
    }
  }

  @Test
  void aPlainConnectionToATlsPortIsToldAtOnce() {
    try (GatewayServer server = serve(AUTHORITY.certify("127.0.0.1"))) {
      assertRefused(connect(server.port(), "tls=false"), "The gateway speaks TLS only");
      assertThat(connect(server.port(), "").getMessage()).contains("Add tls=true");
    }
  }

  @Test
  void aPortThatNeverAnswersIsGivenUpInTheTimeToConnect() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Instant begin = Instant.now();

      SQLException e = connect(silent.getLocalPort(), trust("ca.crt") + "&connectTimeout=500ms");

      assertRefused(e, "Cannot reach a gateway");
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aPortThatHangsUpIsTold() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  rude.accept().close();
                } catch (java.io.IOException e) {
                  // The test ends.
                }
              });
      thread.start();

      assertRefused(
          connect(rude.getLocalPort(), trust("ca.crt")), "does not agree to TLS 1.2 or 1.3");
      thread.join();
    }
  }
}
