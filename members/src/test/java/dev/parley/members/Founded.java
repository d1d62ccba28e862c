// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.keys.MemberKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** A founder's folder, with files of keys that are made once for all tests. */
final class Founded {
  private static final Map<String, MemberKeys> KEYS = new HashMap<>();
  private static final SecureRandom RANDOM = new SecureRandom();

  final Path folder;

  Founded(Path folder) {
    this.folder = folder;
    for (String name : new String[] {"founder", "north", "south", "board"}) {
      KeyFiles.write(folder, name, keys(name));
    }
  }

  static synchronized MemberKeys keys(String name) {
    return KEYS.computeIfAbsent(name, unused -> MemberKeys.generate(2048, RANDOM));
  }

  Path out() {
    return folder.resolve("city.manifest");
  }

  /** Writes a manifest.yaml. */
  Path yaml(String text) {
    try {
      return Files.writeString(folder.resolve("manifest.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Issues a manifest of the usual members. */
  void issue(int epoch, String more) {
    ManifestFile.issue(ManifestPlan.read(yaml(usual(epoch) + more)), out());
  }

  static String usual(int epoch) {
    return """
        federation: city
        epoch: %d
        founder: founder.keys
        nodes: {north: [north.public], south: south.public}
        analysts: {board: [board.public]}
        """
        .formatted(epoch);
  }
}
