// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in pipe.yaml is read, or all that is wrong with it is told. */
class GuardSettingsFuzzTest {
  private Path folder;

  @BeforeEach
  void writeSecret(@TempDir Path empty) {
    folder = empty;
    SecretFile.write(folder.resolve("s"), "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  }

  @FuzzTest
  void read(byte[] yaml) {
    try {
      GuardSettings.read(
          Settings.parse(folder.resolve("pipe.yaml"), new String(yaml, StandardCharsets.UTF_8)));
    } catch (ParleyException expected) {
      return;
    }
  }
}
