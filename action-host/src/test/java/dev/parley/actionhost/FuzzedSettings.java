// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A settings file that may hold anything, with the secrets beside it that it may name. */
public final class FuzzedSettings {
  private final Path file;

  public FuzzedSettings(Path file) {
    this.file = file;
    secret("k", "3f1a:0123456789abcdef0123");
    secret("s", "0123456789abcdef");
  }

  private void secret(String name, String text) {
    SecretFile.write(file.resolveSibling(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads it; all that is wrong with it may be told. */
  public void read(byte[] yaml, Consumer<Settings> reader) {
    try {
      reader.accept(Settings.parse(file, new String(yaml, StandardCharsets.UTF_8)));
    } catch (ParleyException expected) {
      return;
    }
  }
}
