// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.actionhost.FuzzedSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in actions.yaml is read, or all that is wrong with it is told. */
class ActionHostSettingsFuzzTest {
  private static FuzzedSettings settings;

  @BeforeAll
  static void writeSecrets(@TempDir Path empty) {
    settings = new FuzzedSettings(empty.resolve("actions.yaml"));
  }

  @FuzzTest
  void read(byte[] yaml) {
    settings.read(yaml, ActionHostSettings::of);
  }
}
