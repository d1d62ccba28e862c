// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Hosts that are folders of this machine; each party's parts are processes of their own. */
final class Hosts implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** What stands on real hosts' search path; a copy from another host is one from its folder. */
  private static final String PRELUDE =
      """
      set -euo pipefail
      parley() { "$PARLEY_JAVA" -XX:+UseSerialGC -cp "$PARLEY_CLASSES" dev.parley.cli.Main "$@"; }
      scp() {
        local from
        while [ $# -gt 1 ]; do
          from=${1/.example:parley//}
          cp "../$from" .
          shift
        done
      }
      """;

  private final Path root;
  private final Deque<Process> services = new ArrayDeque<>();

  Hosts(Path root) {
    this.root = root;
  }

  /** Below those that systems give out by themselves, so that nobody is given it meanwhile. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // somebody has it
      }
    }
  }

  Path folder(String host) throws IOException {
    return Files.createDirectories(root.resolve(host));
  }

  /** Runs commands to their end, which must be a good one; returns what they print. */
  String run(String host, String commands) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", PRELUDE + commands);
    shell.environment().put("PARLEY_JAVA", JAVA);
    shell.environment().put("PARLEY_CLASSES", System.getProperty("java.class.path"));
    Process process = shell.directory(folder(host).toFile()).redirectErrorStream(true).start();
    CompletableFuture<String> printed =
        CompletableFuture.supplyAsync(() -> String.join("\n", lines(process)));
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String text = printed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(ended).as("ends on %s: %s\n%s", host, commands, text).isTrue();
    assertThat(process.exitValue()).as("on %s: %s\n%s", host, commands, text).isZero();
    return text;
  }

  private static List<String> lines(Process process) {
    return process.inputReader(StandardCharsets.UTF_8).lines().toList();
  }

  /** Starts one command, and waits until it says that it is ready. */
  void serve(String host, String command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    assertThat(words.remove(0)).isEqualTo("parley");
    List<String> line = new ArrayList<>();
    line.addAll(List.of(JAVA, "-XX:+UseSerialGC", "-Xmx256m"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.parley.cli.Main"));
    line.addAll(words);
    Path log = log(host, words.get(0));
    Process process =
        new ProcessBuilder(line)
            .directory(folder(host).toFile())
            .redirectError(log.toFile())
            .start();
    services.push(process);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String said =
        CompletableFuture.supplyAsync(() -> firstLine(out)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(said).as("%s on %s:\n%s", command, host, Files.readString(log)).startsWith("READY ");
  }

  /** Where a service writes what happens; {@code command} is the word after {@code parley}. */
  Path log(String host, String command) {
    return root.resolve(host + "-" + command + ".log");
  }

  private static String firstLine(BufferedReader out) {
    return out.lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    for (Process service : services) {
      service.destroy();
      try {
        if (!service.waitFor(10, TimeUnit.SECONDS)) {
          service.destroyForcibly();
        }
      } catch (InterruptedException e) {
        service.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
