// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSettingsTest {

  @Test
  void readsEveryKeyAndStatesEveryDefault(@TempDir Path folder) throws Exception {
    SecretFile.write(folder.resolve("pipe.secret"), new byte[] {'s'});
    Path file = folder.resolve("node.yaml");
    Files.writeString(
        file,
        """
        node: north
        federation: city
        database: {url: "jdbc:postgresql://db.north/taxis", user: parley_ro, passwordFile: db.password}
        pipe: {endpoint: "https://pipe.example:9878", accessKey: north, secretFile: pipe.secret}
        keys: north.keys
        manifest: city.manifest
        policy: policy.yaml
        """);

    NodeSettings settings = NodeSettings.read(file);

    assertThat(settings.node()).isEqualTo(new NodeId("north"));
    assertThat(settings.database().user()).contains("parley_ro");
    assertThat(settings.database().passwordFile()).contains(folder.resolve("db.password"));
    assertThat(settings.database().toString()).doesNotContain("db.north");
    assertThat(settings.keys()).isEqualTo(folder.resolve("north.keys"));
    assertThat(settings.limits()).isEqualTo(new Limits(Duration.ofSeconds(60), 100_000, 10_000));
    assertThat(settings.polling())
        .isEqualTo(new Polling(Duration.ofMillis(20), Duration.ofMillis(500)));
    assertThat(settings.state()).isEqualTo(folder.resolve("state"));
    assertThat(settings.audit()).isEqualTo(folder.resolve("state/audit.log"));
  }

  @Test
  void reportsEveryFaultAtOnce(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("node.yaml");
    Files.writeString(
        file,
        """
        node: "no spaces"
        database: {url: "http://db", pasword: x}
        limits: {statementTimeout: 0s, maxGroups: -1}
        """);

    assertThatThrownBy(() -> NodeSettings.read(file))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("node = 'no spaces': Invalid node name")
        .hasMessageContaining("federation is missing")
        .hasMessageContaining("database.url = 'http://db': want a JDBC URL")
        .hasMessageContaining("database.pasword is not a setting")
        .hasMessageContaining("pipe.endpoint is missing")
        .hasMessageContaining("limits.statementTimeout = '0s': want more than zero")
        .hasMessageContaining("limits.maxGroups = '-1': want a number")
        .hasMessageContaining("keys is missing");
  }
}
