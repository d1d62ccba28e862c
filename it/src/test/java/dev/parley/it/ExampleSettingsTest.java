// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.deploy.DeploySettings;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.password.PasswordHash;
import dev.parley.gateway.config.GatewaySettings;
import dev.parley.keys.MemberKeys;
import dev.parley.members.KeyFiles;
import dev.parley.members.ManifestPlan;
import dev.parley.node.config.NodeSettings;
import dev.parley.node.config.Policy;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.protocol.AnalystId;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commented examples of the documentation can be used as they stand. */
class ExampleSettingsTest {
  private static final Path EXAMPLES = Path.of("../docs/examples");

  @Test
  void everyExampleIsReadWithoutAFault(@TempDir Path folder) throws IOException {
    copyExamplesAndMakeTheirSecrets(folder);

    assertThat(NodeSettings.read(folder.resolve("node.yaml")).node()).hasToString("north");
    assertThat(Policy.read(folder.resolve("policy.yaml")).analysts())
        .containsExactly(new AnalystId("health-board"));
    assertThat(GatewaySettings.read(folder.resolve("gateway.yaml")).listen().port())
        .isEqualTo(8765);
    assertThat(GuardSettings.read(folder.resolve("pipe.yaml")).parties().nodes()).hasSize(2);
    Manifest manifest = ManifestPlan.read(folder.resolve("manifest.yaml")).manifest();
    assertThat(manifest.nodes()).hasSize(2);
    assertThat(ActionHostSettings.read(folder.resolve("actions.yaml")).namespace())
        .isEqualTo("guest");
    assertThat(DeploySettings.read(folder.resolve("deploy.yaml")).apiHost())
        .hasToString("https://openwhisk.example");
  }

  private static void copyExamplesAndMakeTheirSecrets(Path folder) throws IOException {
    for (String name :
        new String[] {"node", "policy", "gateway", "pipe", "actions", "deploy", "manifest"}) {
      Files.copy(EXAMPLES.resolve(name + ".yaml"), folder.resolve(name + ".yaml"));
    }
    for (String name :
        new String[] {
          "database.password",
          "pipe.secret",
          "web-action.secret",
          "health-board.secret",
          "north.secret",
          "south.secret",
          "actions.secret"
        }) {
      secret(folder, name, "a-secret-of-some-length");
    }
    secret(folder, "alice.hash", PasswordHash.of("secret", new SecureRandom()).text());
    secret(folder, "namespace.auth", "23bc46b1-71f6-4ed5-8c54-816aa4f8c502:a-key-of-some-length");
    SecureRandom random = new SecureRandom();
    for (String name : new String[] {"founder", "north", "south", "health-board"}) {
      KeyFiles.write(folder, name, MemberKeys.generate(2048, random));
    }
  }

  private static void secret(Path folder, String name, String text) {
    SecretFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
