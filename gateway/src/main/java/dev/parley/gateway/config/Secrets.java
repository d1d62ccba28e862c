// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.config;

import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import java.nio.file.Path;

/** Reads secret files in such a way that what is wrong with one is told with all other faults. */
final class Secrets {
  private Secrets() {}

  /**
   * Returns the text of {@code file}.
   *
   * @throws IllegalArgumentException if it cannot be read, is empty, or may be read by others
   */
  static String read(Path file) {
    String text;
    try {
      text = SecretFile.readText(file);
    } catch (ParleyException e) {
      throw new IllegalArgumentException(e.fact(), e);
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the file is empty");
    }
    return text;
  }
}
