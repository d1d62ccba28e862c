// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Merges three streams of equal tokens in a process whose heap is a fraction of what they hold.
 * Measured by the heap's limit: a merge that kept its groups would end in OutOfMemoryError.
 */
class BoundedMemoryTest {
  /** 3 × 11 MB of groups, and 11 MB of answer, through a heap of 12 MB. */
  @Test
  void mergesTwentyThousandGroupsInAHeapOfTwelveMegabytes(@TempDir Path folder) throws Exception {
    assertThat(merge(folder, 20_000, "-Xmx12m")).isEqualTo("merged 20000");
  }

  /**
   * 3 × 0.6 GB, through the heap that a JVM takes of its own accord in a container of 256 MB (half
   * of it, at most).
   */
  @Test
  @EnabledIfSystemProperty(named = "parley.heavy", matches = "true")
  void mergesAMillionGroupsInAContainersMemory(@TempDir Path folder) throws Exception {
    assertThat(merge(folder, 1_000_000, "-Xmx128m")).isEqualTo("merged 1000000");
  }

  private static String merge(Path folder, int groups, String heap)
      throws IOException, InterruptedException {
    File output = folder.resolve("output").toFile();
    Process process =
        new ProcessBuilder(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                LargeMerge.class.getName(),
                Integer.toString(groups))
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new String(Files.readAllBytes(output.toPath()), StandardCharsets.UTF_8).trim();
  }
}
