// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.error.ParleyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Whatever stands in a file of settings is read, or all that is wrong with it is told. */
class SettingsFuzzTest {
  private static final Path FILE = Path.of("/etc/parley/node.yaml");

  @FuzzTest
  void parse(byte[] yaml) {
    try {
      Settings settings = Settings.parse(FILE, new String(yaml, StandardCharsets.UTF_8));
      settings.required("a", text -> text);
      settings.optional("b", Settings::duration, Duration.ZERO);
      settings.optional("c", Settings.integer(0, 9), 0);
      settings.optional("d", Settings::flag, true);
      settings.list("e", text -> text);
      settings.sections("f").values().forEach(section -> section.path("g"));
      settings.finish();
    } catch (ParleyException expected) {
      return;
    }
  }
}
