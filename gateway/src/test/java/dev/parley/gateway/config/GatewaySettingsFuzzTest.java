// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.crypto.password.PasswordHash;
import dev.parley.keys.MemberKeys;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in gateway.yaml is read, or all that is wrong with it is told. */
class GatewaySettingsFuzzTest {
  private static Path folder = Path.of("");

  @BeforeAll
  static void writeSecrets(@TempDir Path empty) {
    folder = empty;
    String keys = MemberKeys.generate(2048, new SecureRandom()).toText();
    SecretFile.write(folder.resolve("k"), keys.getBytes(StandardCharsets.UTF_8));
    SecretFile.write(folder.resolve("s"), "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    String hash = PasswordHash.of("secret", new SecureRandom()).text();
    SecretFile.write(folder.resolve("h"), hash.getBytes(StandardCharsets.UTF_8));
  }

  @FuzzTest
  void read(byte[] yaml) {
    try {
      GatewaySettings.of(
          Settings.parse(folder.resolve("gateway.yaml"), new String(yaml, StandardCharsets.UTF_8)));
    } catch (ParleyException expected) {
      return;
    }
  }
}
