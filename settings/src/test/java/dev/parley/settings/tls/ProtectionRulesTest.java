// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.Settings;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without TLS nothing crosses a network unless somebody wrote that it may. */
class ProtectionRulesTest {
  private static final Path FILE = Path.of("/etc/parley/any.yaml");

  private static Endpoint endpoint(String section) {
    Settings root = Settings.parse(FILE, "pipe: " + section);
    Supplier<Endpoint> endpoint = Endpoint.read(root.section("pipe"));
    root.finish();
    return endpoint.get();
  }

  private static Listen listen(String yaml) {
    Settings root = Settings.parse(FILE, yaml);
    Supplier<Listen> listen = Listen.read(root, 8765);
    root.finish();
    return listen.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.8.9.10", "::1", "[::1]"})
  void onThisMachinePlaintextIsFine(String host) {
    String inUri = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;

    assertThat(endpoint("{endpoint: 'http://" + inUri + ":1'}").uri().getHost()).isEqualTo(inUri);
    assertThat(listen("listen: {host: '" + host + "'}").host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pipe.example",
        "0.0.0.0",
        "10.1.2.3",
        "::",
        "2001:db8::1",
        "localhost.example",
        "127.0.0.1.example",
        "1.127.0.0"
      })
  void elsewherePlaintextIsAFault(String host) {
    String inUri = host.contains(":") ? "[" + host + "]" : host;

    assertThatThrownBy(() -> endpoint("{endpoint: 'http://" + inUri + ":1'}"))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("pipe.endpoint")
        .hasMessageContaining("crosses a network without TLS: want https, or plaintext: true");
    assertThatThrownBy(() -> listen("listen: {host: '" + host + "'}"))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("listen.host")
        .hasMessageContaining("add a section tls with certificate and key, or plaintext: true");
  }

  @Test
  void elsewherePlaintextIsFineIfSomebodyWroteSo() {
    assertThat(endpoint("{endpoint: 'http://ozone:1', plaintext: true}").uri().getPort())
        .isEqualTo(1);
    assertThat(listen("listen: {host: 0.0.0.0, plaintext: true}").describe())
        .isEqualTo("listening on 0.0.0.0:8765 without TLS");
    assertThatThrownBy(() -> endpoint("{endpoint: 'http://ozone:1', plaintext: false}"))
        .hasMessageContaining("without TLS");
    assertThatThrownBy(() -> endpoint("{endpoint: 'http://ozone:1', plaintext: perhaps}"))
        .hasMessageContaining("pipe.plaintext = 'perhaps': want true or false");
  }

  @Test
  void whatContradictsItselfIsAFault() {
    assertThatThrownBy(() -> endpoint("{endpoint: 'https://a:1', plaintext: true}"))
        .hasMessageContaining("want one or the other");
    assertThatThrownBy(() -> endpoint("{endpoint: 'http://127.0.0.1:1', trust: ca.crt}"))
        .hasMessageContaining("trust is set for it, and it is not https")
        .hasMessageContaining("pipe.trust = 'ca.crt': the file cannot be read");
    assertThatThrownBy(() -> listen("listen: {plaintext: true}\ntls: {certificate: a, key: b}"))
        .hasMessageContaining("want one or the other");
  }

  @Test
  void aHalfCertificateIsAFault() {
    assertThatThrownBy(() -> listen("tls: {certificate: a.crt}"))
        .hasMessageContaining("tls.key is missing");
    assertThatThrownBy(() -> listen("tls: {key: a.key, kez: b}"))
        .hasMessageContaining("tls.certificate is missing")
        .hasMessageContaining("tls.kez is not a setting");
    assertThatThrownBy(() -> listen("tls: {certificate: [a], key: a.key}"))
        .hasMessageContaining("tls.certificate is not a plain value");
    assertThatThrownBy(() -> listen("tls: {certificate: a.crt, key: a.key}"))
        .hasMessageContaining("tls.key = 'a.key': the file cannot be read: NoSuchFileException");
  }
}
