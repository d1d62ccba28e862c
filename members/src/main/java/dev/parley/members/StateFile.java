// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A small file of lines that must outlive its process; written whole or not at all. */
public record StateFile(Path file) {

  /**
   * Returns the lines; none if there is no such file yet.
   *
   * @throws ParleyException if it cannot be read, or is empty, as none that was written is
   */
  public List<String> lines() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.isEmpty()) {
        throw damaged();
      }
      return lines;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Puts {@code lines} in the place of those before. */
  public void replace(List<String> lines) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".new");
      try {
        write(draft, lines);
        Files.move(
            draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Writes to the disk, or a machine that loses power might have the name and not the bytes. */
  private static void write(Path draft, List<String> lines) throws IOException {
    Files.write(draft, lines, StandardCharsets.UTF_8);
    try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  /**
   * What is thrown if the file cannot be understood, so that nobody goes on as if it were empty.
   */
  public ParleyException damaged() {
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "The file %s is damaged".formatted(file),
        "Restore it; without it, what was replayed from before could not be told from new.");
  }

  private ParleyException unusable(IOException e) {
    return new ParleyException(
        ErrorCode.CANNOT_START,
        "The file %s cannot be used: %s".formatted(file, e.getClass().getSimpleName()),
        "Give every party a state folder of its own that it may write to.",
        e);
  }
}
