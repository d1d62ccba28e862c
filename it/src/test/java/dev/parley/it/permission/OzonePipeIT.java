// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.cluster.OzoneStage;
import dev.parley.it.cluster.OzoneStage.Open;
import dev.parley.it.cluster.S3Objects;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeException.Kind;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Pipe;
import dev.parley.pipe.guard.Guard;
import dev.parley.wire.PipeNames;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a pipe over the guard before Ozone does where Ozone does it in a way of its own. All that
 * pipes do is in the contract of the pipe module.
 */
@ExtendWith(OzoneStage.class)
class OzonePipeIT {
  private static final String BOARD = Town.places().getOrDefault("board north", "");
  private static final int THREADS = 16;
  private static @Nullable Guard guard;
  private static @Nullable Pipe pipe;

  @BeforeAll
  static void start(Open stage) {
    Guard started = Guard.start(Town.settings(stage.store()));
    guard = started;
    pipe = pipe(started, "north");
  }

  @AfterAll
  static void stop() {
    if (pipe != null) {
      pipe.close();
    }
    if (guard != null) {
      guard.close();
    }
  }

  @AfterEach
  void clear(Open stage) {
    try (S3Objects objects = stage.objects()) {
      objects.clear(BOARD);
    }
  }

  /** The losers of a race get 412 from Ozone, or 409; from the guard always the same. */
  @Test
  void ofManyWritersOneWinsAndTheOthersFindTheKeyTaken() throws Exception {
    for (int round = 0; round < 4; round++) {
      String key = "q" + round + "/done";
      List<Callable<String>> writers = new ArrayList<>();
      for (int writer = 0; writer < THREADS; writer++) {
        byte[] object = {(byte) writer};
        writers.add(() -> outcome(() -> pipe().put(BOARD, key, object)));
      }

      List<String> outcomes = together(writers);

      assertThat(outcomes).containsOnlyOnce("DONE").containsOnly("DONE", "TAKEN");
      byte[] kept = pipe().get(BOARD, key, 1).orElseThrow();
      assertThat((int) kept[0]).isEqualTo(outcomes.indexOf("DONE"));
    }
  }

  @Test
  void listsMoreThanAPage() throws Exception {
    List<Callable<String>> writers = new ArrayList<>();
    for (int i = 0; i < 1010; i++) {
      String key = "q%04d/done".formatted(i);
      writers.add(() -> outcome(() -> pipe().put(BOARD, key, new byte[0])));
    }
    assertThat(together(writers)).containsOnly("DONE");

    List<String> keys = pipe().list(BOARD, "");

    assertThat(keys).hasSize(1010).isSorted().doesNotHaveDuplicates();
    assertThat(pipe().list(BOARD, "q100")).hasSize(10);
  }

  @Test
  void streamsWhatIsLargerThanABlock(@TempDir Path folder) throws Exception {
    byte[] large = new byte[9 << 20];
    new Random(7).nextBytes(large);

    pipe().putFile(BOARD, "q1/done", Files.write(folder.resolve("large"), large));

    try (InputStream stream = pipe().open(BOARD, "q1/done").orElseThrow()) {
      assertThat(stream.readAllBytes()).isEqualTo(large);
    }
  }

  @Test
  void carriesWhatIsEmptyAndReplacesWhatLasts() throws Exception {
    pipe().put(BOARD, "q1/done", new byte[0]);
    pipe().replace(BOARD, PipeNames.heartbeat(), new byte[] {1});
    pipe().replace(BOARD, PipeNames.heartbeat(), new byte[] {2, 3});

    assertThat(pipe().get(BOARD, "q1/done", 0)).hasValue(new byte[0]);
    assertThat(pipe().get(BOARD, PipeNames.heartbeat(), 2)).hasValue(new byte[] {2, 3});
    assertThat(pipe().get(BOARD, "q2/done", 1)).isEmpty();
    pipe().delete(BOARD, "q2/done");
  }

  /** However long the body is that nobody wants: the answer arrives, not a closed connection. */
  @Test
  void whoIsRefusedIsTold() {
    for (int bytes : new int[] {1, 100_000, 3 << 20}) {
      assertThat(outcome(() -> pipe().put(Town.ELSEWHERE, "q1/done", new byte[bytes])))
          .isEqualTo("DENIED");
    }
  }

  @Test
  void saysThatABucketIsGone(Open stage) throws Exception {
    String bucket = Town.places().getOrDefault("out health north", "");
    try (S3Objects objects = stage.objects()) {
      objects.remove(bucket);
      try {
        assertThat(outcome(() -> pipe().list(bucket, ""))).isEqualTo("NO_BUCKET");
        assertThat(outcome(() -> pipe().put(bucket, "q1/partial", new byte[1])))
            .isEqualTo("NO_BUCKET");
      } finally {
        objects.make(bucket);
      }
    }
  }

  private interface Call {
    void run() throws PipeException;
  }

  private static String outcome(Call call) {
    PipeException e = catchThrowableOfType(PipeException.class, call::run);
    Kind kind = e == null ? null : e.kind();
    return kind == null ? "DONE" : kind.name();
  }

  private static List<String> together(List<Callable<String>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<String> outcomes = new ArrayList<>();
      for (Future<String> future : threads.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Pipe pipe(Guard guard, String identity) {
    return new S3Pipe(PipeSettings.of(guard.endpoint(), Town.secret(identity)));
  }

  private static Pipe pipe() {
    if (pipe == null) {
      throw new IllegalStateException("The guard has not started");
    }
    return pipe;
  }
}
