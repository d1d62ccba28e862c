// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways take no catalog with a lower number, whatever becomes of the node's clock or disk. */
class CatalogSequenceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void numbersRiseWhileTheClockIsSetBack(@TempDir Path folder) {
    Path file = folder.resolve("catalog.sequence");
    long first = at(file, NOW);

    assertThat(at(file, NOW.minus(Duration.ofMinutes(10)))).isEqualTo(first + 1);
    assertThat(at(file, NOW.minus(Duration.ofDays(9)))).isEqualTo(first + 2);
  }

  @Test
  void numbersRiseThoughTheStateFolderIsLost(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("catalog.sequence");
    long first = at(file, NOW);
    Files.delete(file);

    assertThat(at(file, NOW.plusSeconds(1))).isGreaterThan(first);
  }

  private static long at(Path file, Instant now) {
    return new CatalogSequence(file, Clock.fixed(now, ZoneOffset.UTC)).next();
  }
}
