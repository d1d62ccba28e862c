// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section {@code pipe} of node.yaml and gateway.yaml. */
class PipeSettingsTest {

  @Test
  void hasDefaultsForAllButThree(@TempDir Path folder) {
    PipeSettings settings =
        read(folder, "{endpoint: 'https://pipe.example:9878', accessKey: north, secretFile: s}");

    assertThat(settings.endpoint()).isEqualTo(URI.create("https://pipe.example:9878"));
    assertThat(settings.credentials().accessKey()).isEqualTo("north");
    assertThat(settings.credentials().secret()).isEqualTo("0123456789abcdef");
    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.timeouts())
        .isEqualTo(
            new PipeTimeouts(
                Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(15), 3));
    assertThat(settings.toString()).doesNotContain("0123456789abcdef").contains("withheld");
  }

  @Test
  void readsEveryKey(@TempDir Path folder) {
    PipeSettings settings =
        read(
            folder,
            "{endpoint: 'http://127.0.0.1:1', accessKey: n, secretFile: s, region: mars,"
                + " connectTimeout: 1s, readTimeout: 3s, timeout: 4s, attempts: 5}");

    assertThat(settings.region()).isEqualTo("mars");
    assertThat(settings.timeouts())
        .isEqualTo(
            new PipeTimeouts(
                Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(4), 5));
  }

  @Test
  void tellsAllFaultsAtOnce(@TempDir Path folder) {
    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(
            () ->
                read(
                    folder,
                    "{endpoint: 'ftp://x', secretFile: missing, timeout: soon, attempts: 0,"
                        + " colour: red}"))
        .withMessageContaining("pipe.endpoint = 'ftp://x': want http://host:port or https")
        .withMessageContaining("pipe.accessKey is missing")
        .withMessageContaining("pipe.secretFile = 'missing': The secret file ")
        .withMessageContaining("pipe.timeout = 'soon'")
        .withMessageContaining("pipe.attempts = '0'")
        .withMessageContaining("pipe.colour is not a setting");
  }

  private static PipeSettings read(Path folder, String section) {
    SecretFile.write(folder.resolve("s"), "0123456789abcdef\n".getBytes(StandardCharsets.UTF_8));
    Settings root = Settings.parse(folder.resolve("node.yaml"), "pipe: " + section);
    var settings = PipeSettings.read(root.section("pipe"));
    root.finish();
    return settings.get();
  }
}
