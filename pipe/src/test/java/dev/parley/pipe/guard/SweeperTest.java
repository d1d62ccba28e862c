// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody deleted goes, and what lasts stays. */
class SweeperTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Map<String, Direction> BUCKETS =
      Map.of(
          "a-in", Direction.IN,
          "a-out", Direction.OUT,
          "a-merged", Direction.MERGED,
          "a-board", Direction.BOARD);

  private Path folder;

  @BeforeEach
  void use(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void deletesWhatIsOlderThanTheRetention() throws Exception {
    Path young = object("a-in", "q1/sub-query", Duration.ofMinutes(59));
    Path old = object("a-in", "q2/sub-query", Duration.ofMinutes(61));
    Path partial = object("a-out", "q2/partial", Duration.ofMinutes(61));
    Path half =
        object("a-out", "q3/partial-01234567-89ab-cdef-0123-456789abcdef", Duration.ofMinutes(61));
    Path done = object("a-board", "q2/done", Duration.ofMinutes(61));
    makeBuckets();

    int swept = sweeper().sweep(NOW);

    assertThat(swept).isEqualTo(4);
    assertThat(young).exists();
    assertThat(old).doesNotExist();
    assertThat(partial).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(done).doesNotExist();
  }

  @Test
  void keepsAMergedAnswerTwiceAsLong() throws Exception {
    Path younger = object("a-merged", "q1/merged", Duration.ofMinutes(119));
    Path older = object("a-merged", "q2/merged", Duration.ofMinutes(121));
    makeBuckets();

    sweeper().sweep(NOW);

    assertThat(younger).exists();
    assertThat(older).doesNotExist();
  }

  @Test
  void keepsHeartbeatAndCatalogsForEver() throws Exception {
    Path heartbeat = object("a-board", "heartbeat", Duration.ofDays(9));
    Path catalog = object("a-board", "catalog/0123456789abcdef", Duration.ofDays(9));
    Path elsewhere = object("a-in", "heartbeat", Duration.ofDays(9));
    makeBuckets();

    sweeper().sweep(NOW);

    assertThat(heartbeat).exists();
    assertThat(catalog).exists();
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void sweepsByItself() throws Exception {
    Path old = object("a-in", "q1/sub-query", Duration.ofDays(9_000));
    makeBuckets();

    try (Sweeper sweeper = sweeper()) {
      sweeper.start();

      Instant deadline = Instant.now().plusSeconds(10);
      while (Files.exists(old) && Instant.now().isBefore(deadline)) {
        Thread.sleep(5);
      }
    }

    assertThat(old).doesNotExist();
  }

  private Sweeper sweeper() {
    return new Sweeper(
        new FilesystemNio2BlobStore(folder.toString()), BUCKETS, Duration.ofHours(1));
  }

  private void makeBuckets() throws IOException {
    for (String bucket : BUCKETS.keySet()) {
      Files.createDirectories(folder.resolve(bucket));
    }
  }

  private Path object(String bucket, String key, Duration age) throws IOException {
    Path file = folder.resolve(bucket).resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[1]);
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }
}
