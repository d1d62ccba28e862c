// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.pipe.guard.GuardSettings.Endpoint;
import dev.parley.pipe.guard.GuardSettings.Folder;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in pipe.yaml. */
class GuardSettingsTest {
  private Path folder;

  @BeforeEach
  void use(@TempDir Path folder) {
    this.folder = folder;
    SecretFile.write(folder.resolve("strong"), "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    SecretFile.write(folder.resolve("weak"), "1234".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void hasDefaults() throws Exception {
    GuardSettings settings =
        read(
            """
            federation: city
            store: {folder: ./data}
            actions: {secretFile: strong}
            """);

    assertThat(settings.federation().value()).isEqualTo("city");
    assertThat(settings.listen()).isEqualTo(new Listen("127.0.0.1", 0));
    assertThat(settings.store()).isEqualTo(new Folder(folder.resolve("data")));
    assertThat(settings.retention()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.parties().actions().accessKey()).isEqualTo("actions");
    assertThat(settings.parties().gateways()).isEmpty();
    assertThat(settings.parties().nodes()).isEmpty();
  }

  @Test
  void readsEveryKey() throws Exception {
    GuardSettings settings =
        read(
            """
            federation: city
            listen: {host: 0.0.0.0, port: 9878, plaintext: true}
            store:
              {endpoint: 'http://ozone:9878', plaintext: true, accessKey: root, secretFile: strong}
            retention: 2h
            gateways: {health-board: {secretFile: strong}}
            nodes:
              north: {accessKey: north-1, secretFile: strong, grants: [health-board]}
            actions: {accessKey: mergers, secretFile: strong}
            """);

    assertThat(settings.listen()).isEqualTo(new Listen("0.0.0.0", 9878));
    assertThat(settings.store())
        .isInstanceOfSatisfying(
            Endpoint.class,
            endpoint -> {
              assertThat(endpoint.server().uri()).isEqualTo(URI.create("http://ozone:9878"));
              assertThat(endpoint.credentials().accessKey()).isEqualTo("root");
            });
    assertThat(settings.retention()).isEqualTo(Duration.ofHours(2));
    var node = settings.parties().nodes().get(0);
    assertThat(node.credentials().accessKey()).isEqualTo("north-1");
    assertThat(node.grants()).containsExactly(new AnalystId("health-board"));
    var gateway = settings.parties().gateways().get(0);
    assertThat(gateway.credentials().accessKey()).isEqualTo("health-board");
    assertThat(settings.parties().actions().accessKey()).isEqualTo("mergers");
    assertThat(settings.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void tellsAllFaultsAtOnce() {
    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(
            () ->
                read(
                    """
                    federation: City!
                    listen: {port: 99999}
                    retention: 1s
                    gateways:
                      north: {secretFile: strong}
                      a b: {secretFile: strong}
                    nodes:
                      north: {secretFile: weak, grants: [nobody-known]}
                      south: {accessKey: 'x y', secretFile: missing}
                      west: {secretFile: strong, colour: red}
                    """))
        .withMessageContaining("federation = 'City!'")
        .withMessageContaining("listen.port = '99999'")
        .withMessageContaining("store.folder is missing, or endpoint")
        .withMessageContaining("retention = '1s': want at least 1m")
        .withMessageContaining("gateways.a b.has a bad name")
        .withMessageContaining("nodes.north.accessKey 'north' is that of gateway north too")
        .withMessageContaining("nodes.north.secretFile = 'weak': want a secret of at least 16")
        .withMessageContaining("nodes.north.grants = 'nobody-known': there is no gateway")
        .withMessageContaining("nodes.south.accessKey = 'x y'")
        .withMessageContaining("nodes.south.secretFile = 'missing'")
        .withMessageContaining("nodes.west.colour is not a setting")
        .withMessageContaining("actions.secretFile is missing")
        .satisfies(e -> assertThat(e.fact()).doesNotContain("1234"));
  }

  private GuardSettings read(String yaml) throws IOException {
    return GuardSettings.read(Files.writeString(folder.resolve("pipe.yaml"), yaml));
  }
}
