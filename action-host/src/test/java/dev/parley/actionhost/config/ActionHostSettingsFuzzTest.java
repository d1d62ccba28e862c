// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in actions.yaml is read, or all that is wrong with it is told. */
class ActionHostSettingsFuzzTest {
  private static Path folder = Path.of("");

  @BeforeAll
  static void writeSecrets(@TempDir Path empty) {
    folder = empty;
    SecretFile.write(
        folder.resolve("k"), "3f1a:0123456789abcdef0123".getBytes(StandardCharsets.UTF_8));
    SecretFile.write(folder.resolve("s"), "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  }

  @FuzzTest
  void read(byte[] yaml) {
    try {
      ActionHostSettings.of(
          Settings.parse(folder.resolve("actions.yaml"), new String(yaml, StandardCharsets.UTF_8)));
    } catch (ParleyException expected) {
      return;
    }
  }
}
