// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.cluster;

import dev.parley.testkit.database.FileTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An Ozone in processes of its own, whose jars must not meet ours. */
public final class OzoneProcess implements AutoCloseable {
  /**
   * The system property that says where the module {@code ozone} was built; profile ozone sets it.
   */
  static final String BUILT = "parley.ozone";

  private static final long START_MINUTES = 10;
  private static final long STOP_SECONDS = 60;
  private static final String READY = "READY ";

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter commands;
  private final URI endpoint;

  /** How it is run. */
  enum Kind {
    /** It grants everything to everybody. */
    OPEN,
    /** It has Kerberos and access lists. */
    KERBEROS
  }

  private OzoneProcess(Path folder, Process process) throws Exception {
    this.folder = folder;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    String ready =
        CompletableFuture.supplyAsync(this::nextLine).get(START_MINUTES, TimeUnit.MINUTES);
    if (!ready.startsWith(READY)) {
      throw new IOException("Ozone does not start; its logs are in " + folder);
    }
    this.endpoint = URI.create(ready.substring(READY.length()));
  }

  /** Starts one; its folder stays if that fails. */
  static OzoneProcess start(Kind kind) throws Exception {
    Path built = Path.of(System.getProperty(BUILT));
    String classPath =
        built.resolve("classes") + ":" + Files.readString(built.resolve("class-path.txt")).strip();
    Path folder =
        Files.createTempDirectory(Files.createDirectories(Path.of("target")), "ozone-")
            .toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1200m",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
            "-cp",
            classPath,
            "dev.parley.ozone.OzoneMain",
            kind.name().toLowerCase(Locale.ROOT),
            folder.resolve("state").toString());
    builder.directory(folder.toFile()).redirectError(folder.resolve("ozone.log").toFile());
    Process process = builder.start();
    try {
      return new OzoneProcess(folder, process);
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Where its S3 gateway listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** Has it do something, such as {@code stop om}. */
  public synchronized void run(String command) throws IOException {
    commands.println(command);
    String answer = nextLine();
    if (!answer.equals("DONE")) {
      throw new IOException(command + ": " + answer);
    }
  }

  /** Has it do all of this. */
  public void run(List<String> lines) throws IOException {
    for (String line : lines) {
      run(line);
    }
  }

  private String nextLine() {
    return answers.lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    commands.close();
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly().onExit().join();
    }
    FileTree.delete(folder);
  }
}
