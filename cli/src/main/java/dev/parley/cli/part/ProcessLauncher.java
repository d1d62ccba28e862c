// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.part;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.testkit.database.FileTree;
import dev.parley.testkit.federation.PartLauncher;
import dev.parley.testkit.federation.RunningPart;
import dev.parley.testkit.federation.StateFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs every part as a process of its own, as {@code parley PART --config FILE}. */
public final class ProcessLauncher implements PartLauncher {
  private static final String READY = "READY ";
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 10;

  private final StateFolder state;

  /** Keeps logs and process ids in {@code state}. */
  public ProcessLauncher(StateFolder state) {
    this.state = state;
  }

  @Override
  public RunningPart start(Part part, String name, Path settings) {
    Path log = state.logs().resolve(name + ".log");
    Path pid = state.pids().resolve(name + ".pid");
    try {
      Process process =
          new ProcessBuilder(command(part, settings, temporary(part, name)))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Files.writeString(pid, Long.toString(process.pid()));
      Optional<String> address = awaitReady(process);
      if (address.isEmpty()) {
        process.destroyForcibly();
        Files.deleteIfExists(pid);
        throw notStarted(name, log);
      }
      return new ProcessPart(address.get(), process, pid);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the process of " + name, e);
    }
  }

  /** Returns what the process says it is ready at; empty if it ends, or says nothing in time. */
  private static Optional<String> awaitReady(Process process) {
    // The reader is left open: a part that could not write would end.
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    try {
      return CompletableFuture.supplyAsync(() -> firstLine(out))
          .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Here, and emptied before each start, for one that is killed deletes nothing. */
  private Path temporary(Part part, String name) throws IOException {
    Path folder = state.temporary().resolve(word(part) + "-" + name);
    FileTree.delete(folder);
    return Files.createDirectories(folder);
  }

  private static String word(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> command(Part part, Path settings, Path temporary) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:MaxRAMPercentage=15",
        // Otherwise an answer of the action host can wait 40 ms for an acknowledgement.
        "-Dsun.net.httpserver.nodelay=true",
        // Otherwise whoever begins requests to the action host, and ends none, keeps its threads.
        "-Dsun.net.httpserver.maxReqTime=30",
        "-Djava.io.tmpdir=" + temporary,
        "-cp",
        System.getProperty("java.class.path"),
        "dev.parley.cli.Main",
        word(part),
        "--config",
        settings.toString());
  }

  private static Optional<String> firstLine(BufferedReader out) {
    return out.lines()
        .filter(line -> line.startsWith(READY))
        .map(line -> line.substring(READY.length()).strip())
        .findFirst();
  }

  private static ParleyException notStarted(String name, Path log) throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "The process of '%s' did not start: %s".formatted(name, last),
        "Look into " + log + ".");
  }

  private record ProcessPart(String address, Process process, Path pid) implements RunningPart {

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(pid);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + pid, e);
      }
    }
  }
}
