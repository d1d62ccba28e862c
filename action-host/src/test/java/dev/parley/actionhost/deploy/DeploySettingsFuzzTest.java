// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.actionhost.FuzzedSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in deploy.yaml is read, or all that is wrong with it is told. */
class DeploySettingsFuzzTest {
  private static FuzzedSettings settings;

  @BeforeAll
  static void writeSecrets(@TempDir Path empty) {
    settings = new FuzzedSettings(empty.resolve("deploy.yaml"));
  }

  @FuzzTest
  void read(byte[] yaml) {
    settings.read(yaml, DeploySettings::of);
  }
}
