// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * All that is in the memory of a Java process, garbage included: what a crash dump would keep, and
 * whoever runs the machine can read.
 */
public final class HeapDump {
  private static final int SECONDS = 60;

  private HeapDump() {}

  /** Writes the heap of the process {@code pid} into a file in {@code folder}. */
  public static Path of(long pid, Path folder) throws IOException {
    Path file = folder.resolve(pid + ".hprof").toAbsolutePath();
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(
                jcmd.toString(), Long.toString(pid), "GC.heap_dump", "-all", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(pid + ".jcmd").toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            "No heap dump: " + Files.readString(folder.resolve(pid + ".jcmd")).strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException(e);
    }
    return file;
  }
}
