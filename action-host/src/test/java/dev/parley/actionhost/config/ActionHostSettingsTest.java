// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionHostSettingsTest {
  private final Path folder;

  ActionHostSettingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeKey() {
    SecretFile.write(
        folder.resolve("auth"), "uuid:0123456789abcdef\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everythingButKeyAndStateHasADefault() throws IOException {
    ActionHostSettings settings = read("{authFile: auth, state: state}");

    assertThat(settings.listen().host()).isEqualTo("127.0.0.1");
    assertThat(settings.listen().port()).isEqualTo(3233);
    assertThat(settings.namespace()).isEqualTo("parley");
    assertThat(settings.state()).isEqualTo(folder.resolve("state"));
    assertThat(settings.limits()).isEqualTo(HostLimits.DEFAULT);
    assertThat(settings.key().matches(NamespaceKey.of("uuid:0123456789abcdef").header())).isTrue();
    assertThat(settings.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void everySettingCanBeSet() throws IOException {
    ActionHostSettings settings =
        read(
            """
            listen: {host: 127.0.0.2, port: 0}
            namespace: city
            authFile: auth
            state: elsewhere
            limits: {perMinute: 1, concurrent: 2, processes: 3, blockingWait: 4s, idle: 5s}
            """);

    assertThat(settings.listen().host()).isEqualTo("127.0.0.2");
    assertThat(settings.listen().port()).isZero();
    assertThat(settings.namespace()).isEqualTo("city");
    assertThat(settings.limits())
        .isEqualTo(new HostLimits(1, 2, 3, Duration.ofSeconds(4), Duration.ofSeconds(5)));
  }

  @Test
  void tellsEveryFaultAtOnce() {
    assertThatThrownBy(
            () -> read("{namespace: a/b, listen: {port: 65536}, limits: {perMinute: 0, x: 1}}"))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("namespace = 'a/b'")
        .hasMessageContaining("listen.port = '65536'")
        .hasMessageContaining("limits.perMinute = '0'")
        .hasMessageContaining("limits.x is not a setting")
        .hasMessageContaining("authFile is missing")
        .hasMessageContaining("state is missing");
  }

  @Test
  void saysThatAKeyFileHoldsNoKey() {
    SecretFile.write(folder.resolve("short"), "uuid:short".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> read("{authFile: short, state: state}"))
        .isInstanceOf(ParleyException.class)
        .hasMessage("There is no namespace key in " + folder.resolve("short"));
  }

  private ActionHostSettings read(String yaml) throws IOException {
    Path file = folder.resolve("actions.yaml");
    Files.writeString(file, yaml);
    return ActionHostSettings.read(file);
  }
}
