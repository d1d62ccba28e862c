// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.settings.SecretFile;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
  private static final String AUTH = "3f1a:0123456789abcdef0123456789abcdef";

  private final Path folder;
  private final ActionHost host;
  private final Screen screen = new Screen();

  DeployCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.host =
        ActionHost.start(
            new ActionHostSettings(
                Listen.LOOPBACK,
                "guest",
                NamespaceKey.of(AUTH),
                folder.resolve("state"),
                HostLimits.DEFAULT));
  }

  @BeforeEach
  void write() throws IOException {
    SecretFile.write(folder.resolve("auth"), AUTH.getBytes(StandardCharsets.UTF_8));
    SecretFile.write(folder.resolve("secret"), "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("deploy.yaml"),
        """
        federation: city
        openwhisk: {endpoint: "%s", authFile: auth}
        pipe: {endpoint: "http://127.0.0.1:9878", accessKey: actions, secretFile: secret}
        secretFile: secret
        """
            .formatted(host.apiHost()));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void deploysChecksAndRemoves() {
    assertThat(run("--check")).isEqualTo(1);
    assertThat(screen.out()).contains("differs: action parley/merge is not there\n");
    assertThat(run()).isZero();
    assertThat(run()).isZero();
    assertThat(run("--check")).isZero();
    assertThat(screen.out()).endsWith("parley/merge is deployed at " + host.apiHost() + "\n");
    assertThat(run("--remove")).isZero();
    assertThat(run("--check")).isEqualTo(1);
    assertThat(screen.out() + screen.err()).doesNotContain("0123456789abcdef");
  }

  @Test
  void refusesToCheckAndRemoveAtOnce() {
    assertThat(run("--check", "--remove")).isEqualTo(2);
    assertThat(screen.err()).contains("mutually exclusive").hasLineCount(1);
  }

  @Test
  void saysThatNobodyAnswers() {
    host.close();

    assertThat(run()).isEqualTo(3);
    assertThat(screen.err()).contains("does not answer").hasLineCount(1);
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "deploy";
    arguments[1] = "--config";
    arguments[2] = folder.resolve("deploy.yaml").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return screen.run(arguments);
  }
}
