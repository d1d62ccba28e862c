// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.settings.tls.ServerTls;
import dev.parley.settings.tls.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a server's certificate or key is told when it starts. */
class ServerTlsTest {
  private static final LocalAuthority AUTHORITY = LocalAuthority.found("Test");
  private final Instant now = Instant.now();

  private Path folder;

  @BeforeEach
  void make(@TempDir Path temporary) {
    folder = temporary;
  }

  private ServerTls read() {
    return ServerTls.of(folder.resolve("server.crt"), folder.resolve("server.key"));
  }

  private void assertRefused(String fact) {
    assertThatIllegalArgumentException().isThrownBy(this::read).withMessageContaining(fact);
  }

  @Test
  void aCertificateWithItsKeyIsTaken() {
    Instant until = now.plus(Duration.ofDays(3));
    AUTHORITY.certify(now, until, "a.example").write(folder);

    assertThat(read().validUntil()).isBetween(until.minusSeconds(1), until);
    assertThat(read().toString()).doesNotContain("PRIVATE");
  }

  @Test
  void aCertificateThatHasExpiredIsRefused() {
    AUTHORITY.certify(now.minusSeconds(60), now.minusSeconds(10), "a.example").write(folder);

    assertRefused("the certificate expired at ");
  }

  @Test
  void aCertificateThatIsNotValidYetIsRefused() {
    AUTHORITY.certify(now.plusSeconds(60), now.plusSeconds(90), "a.example").write(folder);

    assertRefused("the certificate is not valid before ");
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() {
    AUTHORITY.certify("a.example").write(folder);
    AUTHORITY.certify("a.example").writeKey(folder);

    assertRefused("the key is not the one of the certificate");
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws IOException {
    AUTHORITY.certify("a.example").write(folder);
    Files.setPosixFilePermissions(
        folder.resolve("server.key"), PosixFilePermissions.fromString("rw-r-----"));

    assertRefused("Others than its owner may use the secret file");
  }

  @Test
  void aKeyInAnotherFormIsRefusedWithTheCommandThatHelps() throws IOException {
    AUTHORITY.certify("a.example").write(folder);
    Path key = folder.resolve("server.key");
    Files.writeString(key, Files.readString(key).replace("PRIVATE", "EC PRIVATE"));
    assertRefused("openssl pkcs8 -topk8 -nocrypt");

    Files.writeString(key, Files.readString(key).replace("EC PRIVATE", "ENCRYPTED PRIVATE"));
    assertRefused("want an unencrypted key");
  }

  @Test
  void damagedFilesAreRefusedAndNoMessageRepeatsThem() throws IOException {
    AUTHORITY.certify("a.example").write(folder);
    Path key = folder.resolve("server.key");
    String text = Files.readString(key);
    String secret = text.substring(60, 90);
    Files.writeString(key, text.replace(secret, secret.substring(5)));
    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain(secret.substring(5)));

    AUTHORITY.certify("a.example").write(folder);
    Path certificate = folder.resolve("server.crt");
    Files.writeString(certificate, Files.readString(certificate).replace("MII", "AAA"));
    assertRefused("a certificate in the file is damaged");

    Files.writeString(certificate, "nothing");
    assertRefused("the file holds no certificate in PEM");
  }

  @Test
  void aChainInTheWrongOrderIsRefused() throws IOException {
    ServerFiles files = AUTHORITY.certify("a.example");
    files.write(folder);
    Path certificate = folder.resolve("server.crt");
    Files.writeString(certificate, files.certificate() + AUTHORITY.certificate());
    assertThat(read().validUntil()).isAfter(now);

    Files.writeString(
        certificate, files.certificate() + LocalAuthority.found("Other").certificate());
    assertRefused("want the server's own certificate first");
  }

  @Test
  void aTrustFileWithoutValidCertificatesIsRefused() throws IOException {
    Path file = folder.resolve("ca.crt");
    Files.writeString(
        file, AUTHORITY.certify(now.minusSeconds(60), now.minusSeconds(9), "a").certificate());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trust.in(file))
        .withMessage("no certificate in the file is valid now");
  }
}
