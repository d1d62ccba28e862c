// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.PipeNames;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every pipe does, whatever is behind it. */
public abstract class PipeContract {
  private static final int ENOUGH = 1 << 23;

  /** A pipe whose user may do everything in {@link #bucket()}. */
  protected abstract Pipe pipe();

  /** A board that is empty before each test. */
  protected abstract String bucket();

  @Test
  void returnsWhatWasPut() throws Exception {
    pipe().put(bucket(), "q1/done", new byte[] {4, 2});

    assertThat(pipe().get(bucket(), "q1/done", 2)).hasValue(new byte[] {4, 2});
  }

  @Test
  void carriesEmptyObjects() throws Exception {
    pipe().put(bucket(), "q1/done", new byte[0]);

    assertThat(pipe().get(bucket(), "q1/done", 0)).hasValue(new byte[0]);
    assertThat(pipe().open(bucket(), "q1/done").orElseThrow().readAllBytes()).isEmpty();
  }

  @Test
  void isEmptyWhileNothingIsThere() throws Exception {
    assertThat(pipe().get(bucket(), "q1/done", 1)).isEmpty();
    assertThat(pipe().open(bucket(), "q1/done")).isEmpty();
    assertThat(pipe().list(bucket(), "")).isEmpty();
  }

  @Test
  void waitsUntilSomethingIsThere() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<List<String>>> waiting =
          other.submit(() -> pipe().awaitChange(bucket(), "q1/", List.of()));
      assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      pipe().put(bucket(), "q1/done", new byte[0]);

      assertThat(waiting.get(3, TimeUnit.SECONDS)).hasValue(List.of("q1/done"));
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void doesNotWaitForWhatHasChangedAlready() throws Exception {
    pipe().put(bucket(), "q1/done", new byte[0]);
    long started = System.nanoTime();

    assertThat(pipe().awaitChange(bucket(), "", List.of())).hasValue(List.of("q1/done"));
    assertThat(pipe().awaitChange(bucket(), "", List.of("q0/done"))).hasValue(List.of("q1/done"));
    assertThat(pipe().awaitChange(bucket(), "q2/", List.of("q2/done"))).hasValue(List.of());
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void neverOverwrites() throws Exception {
    pipe().put(bucket(), "q1/done", new byte[] {1});

    assertThatExceptionOfType(PipeException.class)
        .isThrownBy(() -> pipe().put(bucket(), "q1/done", new byte[] {2}))
        .withMessage("Taken in the pipe: put of " + bucket() + "/q1/done")
        .matches(e -> e.kind() == PipeException.Kind.TAKEN);
    assertThat(pipe().get(bucket(), "q1/done", 1)).hasValue(new byte[] {1});
  }

  @Test
  void oneOfSixteenWritersWinsEachKey() throws Exception {
    for (int key = 0; key < 4; key++) {
      String name = "q" + key + "/done";
      List<PipeException.Kind> losses = new ArrayList<>();
      List<Integer> winners = new ArrayList<>();
      List<Future<PipeException>> outcomes = race(16, name);
      for (int writer = 0; writer < outcomes.size(); writer++) {
        PipeException loss = outcomes.get(writer).get();
        if (loss == null) {
          winners.add(writer);
        } else {
          losses.add(loss.kind());
        }
      }

      assertThat(losses).hasSize(15).containsOnly(PipeException.Kind.TAKEN);
      assertThat(pipe().get(bucket(), name, ENOUGH)).hasValue(payload(winners.get(0)));
    }
  }

  @Test
  void replacesAsOftenAsAsked() throws Exception {
    pipe().replace(bucket(), PipeNames.heartbeat(), new byte[] {1});
    pipe().replace(bucket(), PipeNames.heartbeat(), new byte[] {2, 3});

    assertThat(pipe().get(bucket(), PipeNames.heartbeat(), 2)).hasValue(new byte[] {2, 3});
  }

  @Test
  void listsByPrefixInOrder() throws Exception {
    for (String key : List.of("q2/done", "q1/refusal", "q1/done", "q10/done")) {
      pipe().put(bucket(), key, new byte[1]);
    }

    assertThat(pipe().list(bucket(), ""))
        .containsExactly("q1/done", "q1/refusal", "q10/done", "q2/done");
    assertThat(pipe().list(bucket(), "q1/")).containsExactly("q1/done", "q1/refusal");
    assertThat(pipe().list(bucket(), "q1")).containsExactly("q1/done", "q1/refusal", "q10/done");
    assertThat(pipe().list(bucket(), "q3")).isEmpty();
  }

  @Test
  void deletesOnceAndAgain() throws Exception {
    pipe().put(bucket(), "q1/done", new byte[1]);

    pipe().delete(bucket(), "q1/done");
    pipe().delete(bucket(), "q1/done");

    assertThat(pipe().get(bucket(), "q1/done", 1)).isEmpty();
    assertThat(pipe().list(bucket(), "")).isEmpty();
  }

  @Test
  void refusesToReadMoreThanAsked() throws Exception {
    pipe().put(bucket(), "q1/done", new byte[11]);

    assertThatExceptionOfType(PipeException.class)
        .isThrownBy(() -> pipe().get(bucket(), "q1/done", 10))
        .withMessage("An object is longer than 10 bytes: " + bucket() + "/q1/done")
        .matches(e -> e.kind() == PipeException.Kind.FAILED);
    assertThat(pipe().get(bucket(), "q1/done", 11)).isPresent();
  }

  @Test
  void streamsFilesInAndOut(@TempDir Path folder) throws Exception {
    byte[] large = new byte[5 << 20];
    new Random(7).nextBytes(large);
    Path file = Files.write(folder.resolve("large"), large);

    pipe().putFile(bucket(), "q1/done", file);

    try (InputStream stream = pipe().open(bucket(), "q1/done").orElseThrow()) {
      assertThat(stream.readAllBytes()).isEqualTo(large);
    }
    assertThat(pipe().get(bucket(), "q1/done", large.length)).hasValue(large);
    assertThatExceptionOfType(PipeException.class)
        .isThrownBy(() -> pipe().putFile(bucket(), "q1/done", file))
        .matches(e -> e.kind() == PipeException.Kind.TAKEN);
  }

  @Test
  void lettingGoOfAStreamHarmsNobody() throws Exception {
    pipe().put(bucket(), "q1/done", new byte[1 << 20]);

    for (int i = 0; i < 20; i++) {
      try (InputStream stream = pipe().open(bucket(), "q1/done").orElseThrow()) {
        assertThat(stream.read()).isZero();
      }
    }

    assertThat(pipe().get(bucket(), "q1/done", 1 << 20)).isPresent();
  }

  @Test
  void servesManyThreads() throws Exception {
    List<String> wrong =
        inParallel(
            24,
            i -> {
              pipe().put(bucket(), "q" + i + "/done", payload(i));
              byte[] back = pipe().get(bucket(), "q" + i + "/done", ENOUGH).orElseThrow();
              return Arrays.equals(back, payload(i)) ? "" : "q" + i;
            });

    assertThat(wrong).containsOnly("");
  }

  private List<Future<PipeException>> race(int writers, String key) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<PipeException>> outcomes = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        byte[] payload = payload(writer);
        Callable<PipeException> attempt =
            () -> {
              start.await();
              try {
                pipe().put(bucket(), key, payload);
                return null;
              } catch (PipeException e) {
                return e;
              }
            };
        outcomes.add(threads.submit(attempt));
      }
      start.countDown();
      for (Future<PipeException> outcome : outcomes) {
        var unused = outcome.get();
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static byte[] payload(int seed) {
    byte[] payload = new byte[2000 + seed];
    new Random(seed).nextBytes(payload);
    return payload;
  }

  private interface Numbered {
    String run(int number) throws Exception;
  }

  private static List<String> inParallel(int tasks, Numbered task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> futures = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        int number = i;
        futures.add(threads.submit(() -> task.run(number)));
      }
      List<String> results = new ArrayList<>();
      for (Future<String> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
