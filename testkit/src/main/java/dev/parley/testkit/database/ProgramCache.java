// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where programs of database servers are unpacked, once for all runs: not in the folder for
 * temporary files, where others on this machine could put programs of theirs first.
 */
final class ProgramCache {
  private ProgramCache() {}

  /**
   * Returns a folder that is open to this user alone; it may hold programs already.
   *
   * @param fallback used where this user has no home that can be written to
   */
  static Path folder(String server, Path fallback) throws IOException {
    Path home = Path.of(System.getProperty("user.home", ""));
    if (!home.isAbsolute() || !Files.isWritable(home)) {
      return Files.createDirectories(fallback.resolve("programs"));
    }
    Path programs = home.resolve(".cache").resolve("parley").resolve(server);
    Files.createDirectories(programs);
    PosixFileAttributeView view =
        Files.getFileAttributeView(programs, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
    return programs;
  }
}
