// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.nio.file.Path;
import java.util.List;

/** A process of its own that starts MariaDB under a folder, and waits to be ended. */
final class HoldMariaDb {
  private HoldMariaDb() {}

  public static void main(String[] args) throws Exception {
    DatabaseHost host = new DatabaseHost(Path.of(args[0]));
    host.create(DatabaseKind.MARIADB, "held", List.of());
    ProcessHandle.current()
        .children()
        .forEach(child -> System.out.println("server=" + child.pid()));
    System.out.flush();
    Thread.sleep(Long.MAX_VALUE);
  }
}
