// SPDX-License-Identifier: Apache-2.0
package dev.parley.ozone.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One service of Ozone, in a process of its own that ends with this one. */
final class Service implements AutoCloseable {
  private static final long INIT_SECONDS = 300;
  private static final long STOP_SECONDS = 10;

  private final Role role;
  private final List<String> java;
  private final Path log;
  private @Nullable Process process;

  /** What an Ozone is made of, in the order in which it starts. */
  enum Role {
    SCM,
    OM,
    DN,
    S3G;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Describes a service that does not run yet.
   *
   * @param folder with its configuration in {@code conf}, and its log in {@code logs}
   * @param kerberos where the realm is described
   */
  Service(Role role, Path folder, Path kerberos) throws IOException {
    this.role = role;
    this.log = Files.createDirectories(folder.resolve("logs")).resolve(role.word() + ".log");
    this.java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.security.krb5.conf=" + kerberos,
            "-cp",
            folder.resolve("conf") + ":" + System.getProperty("java.class.path"),
            Daemon.class.getName(),
            role.word());
  }

  /** Has it prepare its folders, once. */
  void init() throws Exception {
    Process init = launch("--init");
    if (!init.waitFor(INIT_SECONDS, TimeUnit.SECONDS) || init.exitValue() != 0) {
      init.destroyForcibly();
      throw new IOException(role.word() + " cannot be initialized; its log is " + log);
    }
  }

  void start() throws IOException {
    process = launch();
  }

  boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Ends it as a crash would. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      running.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    } catch (ExecutionException | TimeoutException e) {
      kill();
    }
  }

  private Process launch(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(arguments));
    // Its standard input stays open for as long as this process lives.
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
