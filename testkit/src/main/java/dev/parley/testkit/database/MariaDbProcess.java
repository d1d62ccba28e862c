// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program of a MariaDB server, which ends no later than this process does. */
final class MariaDbProcess implements AutoCloseable {
  private static final long BOOTSTRAP_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final int port;
  private final Thread hook;

  private MariaDbProcess(Process process, int port, Path data) {
    this.process = process;
    this.port = port;
    this.hook =
        new Thread(
            () -> {
              stop();
              FileTree.delete(data);
            },
            "parley-mariadb-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Makes the files of a server, with one account, which may do everything from this machine.
   *
   * @param data a folder that does not exist
   */
  static void bootstrap(MariaDbPrograms programs, Path data, Login superuser)
      throws IOException, InterruptedException {
    Files.createDirectories(data);
    List<String> command = command(programs, data);
    command.add("--bootstrap");
    Process process = start(command, data);
    String account =
        "INSERT INTO global_priv VALUES ('127.0.0.1', '%s', json_object('access', CAST(-1 AS"
            + " UNSIGNED), 'plugin', 'mysql_native_password', 'authentication_string',"
            + " PASSWORD('%s')));\n";
    // Not as arguments, which everyone on this machine can read.
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n");
      in.write(programs.systemTables());
      in.write(account.formatted(superuser.user(), superuser.password()));
    } finally {
      if (!process.waitFor(BOOTSTRAP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    if (process.exitValue() != 0) {
      throw new IOException("The system tables could not be made");
    }
  }

  /** Starts a server over files that {@link #bootstrap} has made; it is not ready yet. */
  static MariaDbProcess start(MariaDbPrograms programs, Path data) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = command(programs, data);
    command.add("--port=" + port);
    return new MariaDbProcess(start(command, data), port, data);
  }

  private static Process start(List<String> command, Path data) throws IOException {
    return new ProcessBuilder(command)
        .directory(data.toFile())
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("server.log").toFile())
        .start();
  }

  /** Nothing is kept for longer than a run, so nothing needs to survive a failing machine. */
  private static List<String> command(MariaDbPrograms programs, Path data) {
    return new ArrayList<>(
        List.of(
            programs.server().toString(),
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--basedir=" + programs.folder(),
            "--datadir=" + data,
            "--lc-messages-dir=" + programs.folder().resolve("share"),
            "--bind-address=127.0.0.1",
            "--socket=mariadb.sock", // within the data, which others cannot look into
            "--skip-name-resolve",
            "--local-infile=0",
            "--secure-file-priv=" + data,
            "--character-set-server=utf8mb4",
            "--performance-schema=0",
            "--log-warnings=0",
            "--max-connections=200",
            "--max-allowed-packet=64M",
            "--innodb-use-native-aio=0",
            "--innodb-log-file-size=64M",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=0",
            "--innodb-flush-method=nosync"));
  }

  int port() {
    return port;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Stops the server and waits for its end. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending, and the hook runs or has run.
      return;
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
