// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.S3Pipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who waits at the guard, for what, and for how long. */
@Timeout(60)
class DoorbellTest {
  private static final int MOST_OF_ONE = 24;

  private final ExecutorService waiting = Executors.newCachedThreadPool();
  private Guard guard;
  private S3Pipe north;
  private S3Pipe health;

  @BeforeEach
  void start(@TempDir Path folder) {
    guard = Guard.start(Cities.settings(new GuardSettings.Folder(folder.resolve("data"))));
    north = Cities.pipe(guard.endpoint(), "north");
    health = Cities.pipe(guard.endpoint(), "health");
  }

  @AfterEach
  void stop() {
    waiting.shutdownNow();
    north.close();
    health.close();
    guard.close();
  }

  @Test
  void aNodeIsWokenByAQuestionAndAGatewayByItsEnd() throws Exception {
    Future<Optional<List<String>>> node =
        waiting.submit(() -> north.awaitChange(Cities.IN_HEALTH_NORTH, "", List.of()));
    Future<Optional<List<String>>> gateway =
        waiting.submit(() -> health.awaitChange(Cities.BOARD_NORTH, "q1/", List.of()));
    assertWaits(node);

    health.put(Cities.IN_HEALTH_NORTH, "q1/sub-query", new byte[] {1});
    north.put(Cities.BOARD_NORTH, "q2/done", new byte[0]);

    assertThat(node.get(2, TimeUnit.SECONDS)).hasValue(List.of("q1/sub-query"));
    assertWaits(gateway);

    north.put(Cities.BOARD_NORTH, "q1/done", new byte[0]);

    assertThat(gateway.get(2, TimeUnit.SECONDS)).hasValue(List.of("q1/done"));
  }

  @Test
  void nobodyWaitsForLong() throws Exception {
    long started = System.nanoTime();

    assertThat(north.awaitChange(Cities.IN_HEALTH_NORTH, "", List.of())).hasValue(List.of());
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
  }

  @Test
  void whoMayNotListMayNotWait() {
    assertThatThrownBy(() -> health.awaitChange(Cities.OUT_HEALTH_NORTH, "", List.of()))
        .isInstanceOfSatisfying(
            PipeException.class, e -> assertThat(e.kind()).isEqualTo(PipeException.Kind.DENIED));
  }

  @Test
  void onePartyCannotTakeAllPlaces() throws Exception {
    List<Future<Optional<List<String>>>> places = new ArrayList<>();
    for (int i = 0; i < MOST_OF_ONE; i++) {
      places.add(waiting.submit(() -> health.awaitChange(Cities.BOARD_NORTH, "q1/", List.of())));
    }
    assertWaits(places.get(MOST_OF_ONE - 1));

    long started = System.nanoTime();
    assertThat(health.awaitChange(Cities.BOARD_NORTH, "q1/", List.of())).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    Future<Optional<List<String>>> other =
        waiting.submit(() -> north.awaitChange(Cities.IN_HEALTH_NORTH, "", List.of()));
    assertWaits(other);

    north.put(Cities.BOARD_NORTH, "q1/done", new byte[0]);

    for (Future<Optional<List<String>>> place : places) {
      assertThat(place.get(5, TimeUnit.SECONDS)).hasValue(List.of("q1/done"));
    }
  }

  @Test
  void aServerThatCannotWaitAnswersAtOnce(@TempDir Path folder) throws Exception {
    try (BareServer bare = new BareServer(folder);
        Pipe pipe = Cities.pipe(bare.endpoint(), BareServer.ROOT.accessKey())) {
      bare.store().createContainer("things");

      assertThat(pipe.awaitChange("things", "", List.of())).isEmpty();
    }
  }

  private static void assertWaits(Future<?> waiting) {
    assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }
}
