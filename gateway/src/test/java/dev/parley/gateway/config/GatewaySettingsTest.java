// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.jdbc.GatewayLimits;
import dev.parley.gateway.party.GatewayFolder;
import dev.parley.gateway.party.Parties;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySettingsTest {
  private Path folder;
  private GatewayFolder files;

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    files = GatewayFolder.in(temporary);
  }

  @Test
  void everyDefaultHolds() throws IOException {
    GatewaySettings settings = GatewaySettings.read(files.settings(GatewayFolder.LEAST));

    assertThat(settings.analyst()).isEqualTo(Parties.ANALYST);
    assertThat(settings.federation()).isEqualTo(Parties.FEDERATION);
    assertThat(settings.listen()).isEqualTo(new Listen("127.0.0.1", 8765));
    assertThat(settings.actions().namespace()).isEqualTo("guest");
    assertThat(settings.founder()).isEmpty();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.maxGroups()).isEqualTo(10_000);
    assertThat(settings.limits()).isEqualTo(GatewayLimits.defaults());
    assertThat(settings.manifest()).isEqualTo(folder.resolve("city.manifest"));
    assertThat(settings.keys().newest().publicKeys()).isEqualTo(Parties.ANALYST_KEYS.publicKeys());
    assertThat(settings.users().login("ada", GatewayFolder.PASSWORD)).isPresent();
  }

  @Test
  void everyKeyCanBeSet() throws IOException {
    String yaml =
        GatewayFolder.LEAST.replace(
                "secretFile: web.secret", "secretFile: web.secret, namespace: n")
            + "listen: {host: 0.0.0.0, port: 0, plaintext: true}\nfounder: \"%s\"\ntimeout: 5m\nmaxGroups: 7\n"
                .concat(
                    "limits: {connections: 8, queries: 3, connectionsPerUser: 4,"
                        + " statementsPerUser: 5, queriesPerUser: 2}\n")
                .formatted(Parties.FOUNDER.signing().verifyingKey().hex());

    GatewaySettings settings = GatewaySettings.read(files.settings(yaml));

    assertThat(settings.listen()).isEqualTo(new Listen("0.0.0.0", 0));
    assertThat(settings.founder()).contains(Parties.FOUNDER.signing().verifyingKey().hex());
    assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.maxGroups()).isEqualTo(7);
    assertThat(settings.limits().connections()).isEqualTo(8);
    assertThat(settings.limits().queries()).isEqualTo(3);
    assertThat(settings.limits().perUser()).isEqualTo(new GatewayLimits.PerUser(4, 5, 2));
    assertThat(settings.actions().namespace()).isEqualTo("n");
    assertThat(settings.actions().endpoint()).isEqualTo(URI.create("http://127.0.0.1:2"));
  }

  @Test
  void tellsAllFaultsAtOnce() throws IOException {
    Path file =
        files.settings(
            """
            analyst: "no name"
            listen: {port: 65536, hots: x}
            pipe: {endpoint: "ftp://x", secretFile: gone}
            actions: {endpoint: "http://127.0.0.1:2/path", secretFile: gone}
            keys: web.secret
            founder: abc
            users: {"": {}}
            timeout: 0s
            maxGroups: 0
            tiemout: 1s
            """);

    ParleyException e =
        catchThrowableOfType(ParleyException.class, () -> GatewaySettings.read(file));

    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    assertThat(e.fact())
        .contains(
            "analyst = 'no name': Invalid analyst name",
            "federation is missing",
            "listen.port = '65536': want a number from 0 to 65535",
            "listen.hots",
            "pipe.endpoint = 'ftp://x': want http://host:port",
            "pipe.accessKey is missing",
            "pipe.secretFile = 'gone': The secret file",
            "actions.endpoint = 'http://127.0.0.1:2/path': want http://host:port",
            "actions.secretFile = 'gone': The secret file",
            "keys = 'web.secret': Invalid key file",
            "manifest is missing",
            "founder = 'abc': Invalid signing key",
            "users: Invalid user name",
            "passwordFile is missing",
            "timeout = '0s': want more than nothing",
            "maxGroups = '0': want a number from 1 to 1000000",
            "tiemout");
  }

  @Test
  void nobodyCouldLogInWithoutUsers() throws IOException {
    Path file = files.settings(GatewayFolder.LEAST.replaceAll("(?m)^users.*$", ""));

    assertThatThrownBy(() -> GatewaySettings.read(file))
        .hasMessageContaining("users is missing: nobody could log in");
  }

  @Test
  void aSecretFileThatOthersMayReadOrThatIsEmptyIsAFault() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("ada.hash"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(folder.resolve("web.secret"), " \n");
    Path file = files.settings(GatewayFolder.LEAST);

    assertThatThrownBy(() -> GatewaySettings.read(file))
        .hasMessageContaining("users.ada.passwordFile = 'ada.hash': Others than its owner")
        .hasMessageContaining("actions.secretFile = 'web.secret': the file is empty");
  }

  @Test
  void aPasswordThatIsNotHashedIsAFaultThatDoesNotRepeatIt() throws IOException {
    Files.writeString(folder.resolve("ada.hash"), "open-sesame\n");
    Path file = files.settings(GatewayFolder.LEAST);

    assertThatThrownBy(() -> GatewaySettings.read(file))
        .hasMessageContaining("users.ada.passwordFile = 'ada.hash': want a hash")
        .hasMessageContaining("parley password")
        .hasMessageNotContaining("open-sesame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\ntwo words", "ümlaut"})
  void aSecretThatCannotStandInAHeaderIsAFaultThatDoesNotRepeatIt(String secret)
      throws IOException {
    Files.writeString(folder.resolve("web.secret"), secret);
    Path file = files.settings(GatewayFolder.LEAST);

    assertThatThrownBy(() -> GatewaySettings.read(file))
        .hasMessageContaining("want 1 to 256 printable ASCII characters")
        .hasMessageNotContaining(secret);
  }

  @ParameterizedTest
  @CsvSource({"a/b", "../x", "'a b'", "''", ".."})
  void aNamespaceThatWouldMakeAnotherPathIsAFault(String namespace) throws IOException {
    String yaml =
        GatewayFolder.LEAST.replace(
            "secretFile: web.secret", "secretFile: web.secret, namespace: \"" + namespace + "\"");
    Path file = files.settings(yaml);

    assertThatThrownBy(() -> GatewaySettings.read(file))
        .hasMessageContaining("want the name of an OpenWhisk namespace");
  }

  @Test
  void noSecretIsPrinted() throws IOException {
    GatewaySettings settings = GatewaySettings.read(files.settings(GatewayFolder.LEAST));

    assertThat(settings.toString())
        .doesNotContain(GatewayFolder.PASSWORD)
        .doesNotContain(GatewayFolder.WEB_SECRET)
        .doesNotContain(GatewayFolder.PIPE_SECRET)
        .contains("secret withheld");
  }
}
