// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import com.google.gson.JsonObject;
import dev.parley.actionhost.runtime.ActionRuntime;
import dev.parley.actionhost.runtime.ProcessFolder;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JVM with {@link ActionRuntime} in it, an empty environment, and a folder of its own for
 * temporary files. Its standard input stays open for as long as this process lives, and tells it by
 * closing that its parent is gone, however that came about.
 */
final class JavaProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JavaProcess.class);
  private static final int TOKEN_BYTES = 32;

  private final Process process;
  private final Path folder;
  private final String token;
  private final RunLog output;
  private final RunLog error;

  private JavaProcess(Process process, Path folder, String token) {
    this.process = process;
    this.folder = folder;
    this.token = token;
    this.output = RunLog.ofOutput(process.getInputStream());
    this.error = RunLog.ofError(process.getErrorStream());
  }

  static JavaProcess start(int memoryMegabytes) throws IOException {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    Path folder = ProcessFolder.create();
    ProcessBuilder builder = new ProcessBuilder(command(memoryMegabytes, folder));
    builder.environment().clear();
    builder.directory(folder.toFile());
    try {
      Process process = builder.start();
      JavaProcess started = new JavaProcess(process, folder, token);
      // Not closed: see above. The token goes this way because anyone may read a command line.
      OutputStream in = process.getOutputStream();
      in.write((token + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
      return started;
    } catch (IOException e) {
      ProcessFolder.delete(folder);
      throw e;
    }
  }

  private static List<String> command(int memoryMegabytes, Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // What a JVM takes of its own accord in a container of that size.
        "-Xmx" + memoryMegabytes / 2 + "m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "-Dfile.encoding=UTF-8",
        "-Dsun.net.httpserver.nodelay=true",
        "-Djava.io.tmpdir=" + folder,
        "-cp",
        pathOf(ActionRuntime.class) + File.pathSeparator + pathOf(JsonObject.class),
        ActionRuntime.class.getName(),
        folder.toString());
  }

  private static String pathOf(Class<?> type) {
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("Invalid class path: no file for " + type.getName());
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Invalid class path", e);
    }
  }

  /** Waits until the process listens, and returns where. */
  int port(long timeoutMillis) throws IOException, InterruptedException {
    String line = output.firstLine(timeoutMillis);
    if (line == null || !line.startsWith(ActionRuntime.PORT_PREFIX)) {
      throw new IOException("A runtime did not start");
    }
    return Integer.parseInt(line.substring(ActionRuntime.PORT_PREFIX.length()));
  }

  String token() {
    return token;
  }

  RunLog output() {
    return output;
  }

  RunLog error() {
    return error;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Kills the process and whatever it started, waits for its end, and deletes its folder. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
    try {
      ProcessFolder.delete(folder);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("not deleted folder={}", folder, e);
    }
  }
}
