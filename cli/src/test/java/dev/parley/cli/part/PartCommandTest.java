// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.password.PasswordHash;
import dev.parley.keys.MemberKeys;
import dev.parley.members.ManifestFile;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartCommandTest {
  private static final MemberKeys KEYS = MemberKeys.generate(2048, new SecureRandom());
  private static final String PIPE =
      """
      federation: city
      listen: {host: 127.0.0.1, port: 0}
      store: {folder: objects}
      gateways: {board: {accessKey: board, secretFile: a.secret}}
      nodes: {north: {accessKey: north, secretFile: b.secret, grants: [board]}}
      actions: {accessKey: actions, secretFile: c.secret}
      """;
  private static final String GATEWAY =
      """
      analyst: board
      federation: city
      pipe: {endpoint: "http://127.0.0.1:1", accessKey: board, secretFile: a.secret}
      actions: {endpoint: "http://127.0.0.1:2", secretFile: b.secret}
      keys: board.keys
      manifest: city.manifest
      users: {ada: {passwordFile: ada.hash}}
      """;

  private final Screen screen = new Screen();
  private Path folder;

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    secret("a.secret", "secret-of-a-0123456789");
    secret("b.secret", "secret-of-b-0123456789");
    secret("c.secret", "secret-of-c-0123456789");
    secret("ada.hash", PasswordHash.of("secret-of-ada", new SecureRandom()).text());
    secret("namespace.auth", "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:" + "k".repeat(64));
    secret("board.keys", KEYS.toText());
    found("city");
  }

  @Test
  void checksThePipe() throws IOException {
    assertThat(check("pipe", PIPE)).isZero();
    assertThat(screen.out())
        .isEqualTo(
            "Pipe of federation city for 1 gateways and 1 nodes, listening on 127.0.0.1:0 without TLS,"
                + " for this machine only\n");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void checksTheActionHost() throws IOException {
    String yaml =
        "listen: {host: 127.0.0.1, port: 0}\nnamespace: guest\nauthFile: namespace.auth\nstate: s\n";

    assertThat(check("actions", yaml)).isZero();
    assertThat(screen.out()).startsWith("Action host of namespace guest, listening on ");
  }

  @Test
  void checksTheGateway() throws IOException {
    assertThat(check("gateway", GATEWAY)).isZero();
    assertThat(screen.out())
        .isEqualTo(
            "Gateway of analyst board in federation city, listening on 127.0.0.1:8765 without TLS, for"
                + " this machine only; pipe at http://127.0.0.1:1, actions at http://127.0.0.1:2\n");
  }

  @Test
  void doubtsWaysOverANetworkWithoutTls() throws IOException {
    String yaml =
        GATEWAY
            .replace("http://127.0.0.1:1\"", "http://pipe.example\", plaintext: true")
            .replace("http://127.0.0.1:2\"", "http://whisk.example\", plaintext: true");

    assertThat(check("gateway", yaml + "listen: {host: 0.0.0.0, plaintext: true}\n")).isZero();

    assertThat(screen.out().lines())
        .endsWith(
            "doubt: listen: 0.0.0.0 is reached over a network without TLS",
            "doubt: pipe: http://pipe.example is reached over a network without TLS",
            "doubt: actions: http://whisk.example is reached over a network without TLS");
  }

  @Test
  void doubtsTheWayToTheStoreBehindThePipe() throws IOException {
    String store =
        "{endpoint: 'http://ozone.example', plaintext: true, accessKey: root, secretFile: a.secret}";

    assertThat(check("pipe", PIPE.replace("{folder: objects}", store))).isZero();

    assertThat(screen.out().lines())
        .endsWith("doubt: store: http://ozone.example is reached over a network without TLS");
  }

  @Test
  void checksThatTheManifestIsThatOfTheGateway() throws IOException {
    found("town");

    assertThat(check("gateway", GATEWAY)).isEqualTo(2);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .startsWith("F0000 P0501 ")
        .contains("it is of federation 'town'")
        .hasLineCount(1);
  }

  @Test
  void tellsAllFaultsInOneLineAndNoSecret() throws IOException {
    String yaml = GATEWAY.replace("analyst: board", "analist: board") + "timeout: soon\n";

    assertThat(check("gateway", yaml)).isEqualTo(2);
    assertThat(screen.err())
        .contains("analyst is missing", "analist", "timeout = 'soon'")
        .doesNotContain("secret-of")
        .hasLineCount(1);
  }

  private int check(String part, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve(part + ".yaml"), yaml);
    return screen.run(part, "--config", file.toString(), "--check");
  }

  private void found(String federation) throws IOException {
    Manifest manifest =
        Manifest.of(
            new Manifest.Founding(new FederationId(federation), 1, KEYS.signing().verifyingKey()),
            List.of(),
            List.of(new AnalystIdentity(new AnalystId("board"), KeyRing.of(KEYS.publicKeys()))));
    Files.write(folder.resolve("city.manifest"), ManifestFile.signed(KEYS, manifest));
  }

  private void secret(String name, String text) {
    SecretFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
