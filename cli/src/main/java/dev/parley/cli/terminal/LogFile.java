// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.terminal;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sends what the parties of this process log to a file, so that the terminal stays with its person.
 * What is written to the {@link Terminal} still arrives there.
 */
public final class LogFile implements AutoCloseable {
  private final PrintStream before;
  private final PrintStream file;

  private LogFile(PrintStream before, PrintStream file) {
    this.before = before;
    this.file = file;
  }

  /**
   * Begins to append to {@code path}.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if it cannot be written
   */
  public static LogFile appendTo(Path path) {
    try {
      PrintStream file =
          new PrintStream(
              Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              true,
              StandardCharsets.UTF_8);
      LogFile redirected = new LogFile(System.err, file);
      System.setErr(file);
      return redirected;
    } catch (IOException e) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The log %s cannot be written".formatted(path),
          "Name a folder that this user may write to.",
          e);
    }
  }

  @Override
  public void close() {
    System.setErr(before);
    file.close();
  }
}
