// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import dev.parley.actionhost.runtime.ActionRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a process prints on one of its two streams, cut into runs. Always read, or the process would
 * stop at a full pipe; kept only up to a bound.
 */
final class RunLog {
  private static final int MAX_LINE_CHARACTERS = 2_000;
  private static final int MAX_LINES = 500;

  private final String stream;
  private final BlockingQueue<List<String>> runs = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> firstLine = new LinkedBlockingQueue<>();
  private final boolean expectsPort;

  private RunLog(String stream, boolean expectsPort) {
    this.stream = stream;
    this.expectsPort = expectsPort;
  }

  /** Begins to read standard output, whose first line is the port. */
  static RunLog ofOutput(InputStream in) {
    return new RunLog("stdout", true).start(in);
  }

  /** Begins to read standard error. */
  static RunLog ofError(InputStream in) {
    return new RunLog("stderr", false).start(in);
  }

  /** Waits for the first line; null if there was none in time. */
  @Nullable String firstLine(long timeoutMillis) throws InterruptedException {
    return firstLine.poll(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  /** Waits for the end of the run's log, and returns its lines. */
  List<String> ofRun(long timeoutMillis) throws InterruptedException {
    List<String> lines = runs.poll(timeoutMillis, TimeUnit.MILLISECONDS);
    return lines == null ? List.of() : lines;
  }

  private RunLog start(InputStream in) {
    Thread reader = new Thread(() -> read(in), "action-" + stream);
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  private void read(InputStream in) {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      if (expectsPort) {
        firstLine.add(String.valueOf(line(reader)));
      }
      for (String line = line(reader); line != null; line = line(reader)) {
        if (line.equals(ActionRuntime.END_OF_LOG)) {
          runs.add(lines);
          lines = new ArrayList<>();
        } else if (!line.isBlank() && lines.size() < MAX_LINES) {
          lines.add(Instant.now() + " " + stream + ": " + line);
        }
      }
    } catch (IOException e) {
      lines.add(Instant.now() + " " + stream + ": the log broke off");
    }
    // The process is gone, perhaps in the middle of a run.
    runs.add(lines);
  }

  /** Reads a line, of which only the beginning is kept; null at the end. */
  private static @Nullable String line(BufferedReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (line.length() < MAX_LINE_CHARACTERS && c != '\r') {
        line.append((char) c);
      }
      c = reader.read();
    }
    return line.toString();
  }
}
