// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import dev.parley.crypto.password.PasswordHash;
import dev.parley.settings.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberCommandsTest {

  @Test
  void keysAreMadeAndSignedIntoAManifest(@TempDir Path folder) throws IOException {
    for (String name : new String[] {"founder", "north", "board"}) {
      Screen made = new Screen();
      assertThat(keygen(made, folder, name, "--bits", "2048")).isZero();
      assertThat(made.out())
          .contains(
              "private      " + folder.resolve(name + ".keys"), "fingerprint  ", "signing key")
          .doesNotContain("totient");
    }
    Path config =
        Files.writeString(
            folder.resolve("manifest.yaml"),
            """
            federation: city
            epoch: 1
            founder: founder.keys
            nodes: {north: [north.public]}
            analysts: {board: [board.public]}
            """);
    Path out = folder.resolve("city.manifest");
    Screen signed = new Screen();
    Screen shown = new Screen();

    assertThat(signed.run("manifest", "--config", config.toString(), "--out", out.toString()))
        .isZero();
    assertThat(shown.run("manifest", "--show", out.toString())).isZero();

    assertThat(signed.out()).contains("federation city, epoch 1", "node north", "analyst board");
    assertThat(shown.out()).isEqualTo(signed.out());
  }

  @Test
  void aPasswordIsHashedAndNotShown(@TempDir Path folder) {
    Path file = folder.resolve("alice.password");
    SecretFile.write(file, "open sesame\n".getBytes(StandardCharsets.UTF_8));
    Screen screen = new Screen();

    assertThat(screen.run("password", "--file", file.toString())).isZero();

    assertThat(PasswordHash.parse(screen.out().strip()).matches("open sesame")).isTrue();
    assertThat(screen.out() + screen.err()).doesNotContain("sesame");
  }

  @Test
  void noPasswordIsHashedThatNobodyCouldLogInWith(@TempDir Path folder) {
    Path file = folder.resolve("alice.password");
    SecretFile.write(file, "\n".getBytes(StandardCharsets.UTF_8));
    Screen screen = new Screen();

    assertThat(screen.run("password", "--file", file.toString())).isEqualTo(2);
    assertThat(screen.run("password", "--file", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(screen.run("password")).isEqualTo(2);

    assertThat(screen.out()).isEmpty();
  }

  @Test
  void faultsAreToldInOneLineAndKeysNeverReplaced(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("north.keys"), "precious");
    Screen screen = new Screen();

    assertThat(keygen(screen, folder, "north", "--bits", "2048")).isEqualTo(2);
    assertThat(keygen(screen, folder, "east", "--bits", "1024")).isEqualTo(2);
    assertThat(screen.run("keygen", "--out", folder.toString())).isEqualTo(2);
    assertThat(screen.run("manifest", "--show", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(screen.run("manifest", "--config", "a.yaml")).isEqualTo(2);

    assertThat(screen.out()).isEmpty();
    assertThat(screen.err().lines().toList())
        .hasSize(5)
        .allMatch(line -> line.startsWith("F0000 P0501 "));
    assertThat(folder.resolve("north.keys")).hasContent("precious");
    assertThat(folder.resolve("east.keys")).doesNotExist();
  }

  private static int keygen(Screen screen, Path folder, String name, String... more) {
    String[] arguments = {"keygen", "--out", folder.toString(), "--name", name, more[0], more[1]};
    return screen.run(arguments);
  }
}
