// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Listen;
import dev.parley.settings.tls.ServerTls;
import dev.parley.settings.tls.TlsDoubts;
import dev.parley.settings.tls.Trust;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsDoubtsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void certificatesAreDoubtedInTheirLastTwoWeeks(@TempDir Path folder) throws Exception {
    LocalAuthority authority = LocalAuthority.found("Test");
    authority.certify("127.0.0.1").write(folder);
    ServerTls tls = ServerTls.of(folder.resolve("server.crt"), folder.resolve("server.key"));
    Listen listen = new Listen("0.0.0.0", 0, Optional.of(tls));
    Path trusted = Files.writeString(folder.resolve("ca.crt"), authority.certificate());
    Endpoint server = new Endpoint(URI.create("https://pipe.example"), Trust.in(trusted));
    Instant serverEnds = tls.validUntil();
    Instant trustEnds = server.trust().validUntil().orElseThrow();

    assertThat(TlsDoubts.ofListener(listen, serverEnds.minus(DAY.multipliedBy(15)))).isEmpty();
    assertThat(TlsDoubts.ofListener(listen, serverEnds.minus(DAY.multipliedBy(13))))
        .containsExactly("tls: the certificate ends at " + serverEnds);
    assertThat(TlsDoubts.ofServer("pipe", server, trustEnds.minus(DAY.multipliedBy(15)))).isEmpty();
    assertThat(TlsDoubts.ofServer("pipe", server, trustEnds.minus(DAY.multipliedBy(13))))
        .containsExactly("pipe: a certificate that trust names ends at " + trustEnds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.north/taxis",
        "jdbc:postgresql://127.0.0.1,db.north:5432/taxis?sslmode=require",
        "jdbc:mariadb://db.north:3306/taxis?sslMode=trust",
        "jdbc:postgresql://db.north/taxis?x=sslmode=verify-fuller"
      })
  void databasesWhoseNameNobodyChecksAreDoubted(String url) {
    assertThat(TlsDoubts.ofDatabase(url)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:5432/taxis",
        "jdbc:postgresql://db.north/taxis?user=x&sslmode=verify-full",
        "jdbc:mariadb://localhost/taxis",
        "jdbc:h2:mem:taxis",
        "jdbc:duckdb:/var/taxis.db"
      })
  void othersAreNot(String url) {
    assertThat(TlsDoubts.ofDatabase(url)).isEmpty();
  }
}
