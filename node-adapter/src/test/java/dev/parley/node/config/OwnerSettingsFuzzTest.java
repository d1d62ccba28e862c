// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in node.yaml or policy.yaml is read, or all that is wrong with it is told. */
class OwnerSettingsFuzzTest {
  private Path folder;

  @BeforeEach
  void writeSecret(@TempDir Path empty) {
    folder = empty;
    SecretFile.write(folder.resolve("s"), "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  }

  @FuzzTest
  void read(byte[] bytes) {
    String yaml = new String(bytes, StandardCharsets.UTF_8);
    told(() -> NodeSettings.of(Settings.parse(folder.resolve("node.yaml"), yaml)));
    told(() -> Policy.parse(folder.resolve("policy.yaml"), yaml, tables -> List.of()));
  }

  private static void told(Runnable reading) {
    try {
      reading.run();
    } catch (ParleyException expected) {
      return;
    }
  }
}
