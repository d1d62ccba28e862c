// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.settings.tls.ServerTls;
import dev.parley.settings.tls.TlsFailure;
import dev.parley.settings.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who talks to whom over real sockets, and who does not. */
@Timeout(60)
class HandshakeTest {
  private static final LocalAuthority AUTHORITY = LocalAuthority.found("Test");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path folder;
  private SSLServerSocket server;

  @BeforeEach
  void make(@TempDir Path temporary) throws IOException {
    folder = temporary;
    server = (SSLServerSocket) SSLServerSocketFactory.getDefault().createServerSocket();
    Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificate());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void serve(ServerFiles files) throws IOException {
    files.write(folder);
    ServerTls tls = ServerTls.of(folder.resolve("server.crt"), folder.resolve("server.key"));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server =
        (SSLServerSocket) tls.context().getServerSocketFactory().createServerSocket(0, 9, loopback);
    server.setSSLParameters(tls.parameters());
    var unused = threads.submit(this::accept);
  }

  private Void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      var unused =
          threads.submit(
              () -> {
                socket.getInputStream().read();
                socket.close();
                return null;
              });
    }
  }

  private Trust trust() {
    return Trust.in(folder.resolve("ca.crt"));
  }

  /** Shakes hands, and returns the server's certificate. */
  private X509Certificate meet(Trust trust, SSLParameters parameters) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(server.getLocalSocketAddress());
      SSLSocket socket =
          (SSLSocket) trust.context().getSocketFactory().createSocket(plain, "127.0.0.1", 1, true);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private X509Certificate meet() throws IOException {
    return meet(trust(), trust().parameters());
  }

  private static String distrust(Throwable e) {
    return TlsFailure.of(e).orElse("no TLS failure: " + e);
  }

  @Test
  void aCertificateOfATrustedAuthorityForTheHostIsAccepted() throws IOException {
    serve(AUTHORITY.certify("127.0.0.1"));

    assertThat(meet().getIssuerX500Principal().getName()).isEqualTo("CN=Test");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws IOException {
    serve(LocalAuthority.found("Test").certify("127.0.0.1"));

    assertThat(distrust(catchThrowable(this::meet)))
        .isEqualTo("its certificate is not signed by an authority that is trusted here");
    assertThat(distrust(catchThrowable(() -> meet(Trust.OF_JVM, Trust.OF_JVM.parameters()))))
        .isEqualTo("its certificate is not signed by an authority that is trusted here");
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws IOException {
    serve(AUTHORITY.certify("127.0.0.2", "localhost"));

    assertThat(distrust(catchThrowable(this::meet)))
        .isEqualTo("its certificate is for another host name");
  }

  @Test
  void aCallerThatForgetsTheHostNameGetsNoConnection() throws IOException {
    serve(AUTHORITY.certify("127.0.0.1"));
    SSLParameters careless = trust().parameters();
    careless.setEndpointIdentificationAlgorithm(null);

    assertThat(distrust(catchThrowable(() -> meet(trust(), careless))))
        .isEqualTo("nobody would check its host name");
  }

  @Test
  void aCertificateThatExpiresWhileTheServerRunsIsRefused() throws Exception {
    Instant now = Instant.now();
    Instant until = now.plusSeconds(2);
    serve(AUTHORITY.certify(now.minusSeconds(60), until, "127.0.0.1"));

    while (Instant.now().isBefore(until.plusMillis(50))) {
      Thread.sleep(50);
    }

    assertThat(distrust(catchThrowable(this::meet))).isEqualTo("its certificate has expired");
  }

  @Test
  void aServerWithoutTlsIsRecognised() throws Exception {
    serve(AUTHORITY.certify("127.0.0.1"));
    server.close();
    try (java.net.ServerSocket plain =
        new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var unused =
          threads.submit(
              () -> {
                try (Socket socket = plain.accept()) {
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().readAllBytes();
                }
                return null;
              });
      Throwable e =
          catchThrowable(
              () -> {
                try (SSLSocket socket =
                    (SSLSocket)
                        trust()
                            .context()
                            .getSocketFactory()
                            .createSocket("127.0.0.1", plain.getLocalPort())) {
                  socket.setSSLParameters(trust().parameters());
                  socket.startHandshake();
                }
              });

      assertThat(distrust(e)).isEqualTo("it does not speak TLS");
    }
  }

  @Test
  void aRenewedCertificateIsServedWithoutARestart() throws Exception {
    serve(AUTHORITY.certify("127.0.0.1"));
    X509Certificate before = meet();
    ServerFiles renewed = AUTHORITY.certify("127.0.0.1");

    renewed.writeCertificate(folder);
    X509Certificate halfway = meet();
    renewed.writeKey(folder);

    assertThat(halfway).isEqualTo(before);
    assertThat(meet()).isNotEqualTo(before);
  }

  @Test
  void aNewAuthorityIsTrustedWithoutARestart() throws Exception {
    LocalAuthority next = LocalAuthority.found("Next");
    Trust trust = trust();
    serve(next.certify("127.0.0.1"));
    assertThat(catchThrowable(() -> meet(trust, trust.parameters()))).isNotNull();

    Files.writeString(folder.resolve("ca.crt"), AUTHORITY.certificate() + next.certificate());

    assertThat(meet(trust, trust.parameters()).getIssuerX500Principal().getName())
        .isEqualTo("CN=Next");
  }
}
