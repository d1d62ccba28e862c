// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.NodeId;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a gateway learns at once that a node has answered. */
class BoardBellTest {
  private static final NodeId NORTH = new NodeId("north");
  private static final NodeId WEST = new NodeId("west");

  private final ExecutorService listeners = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    listeners.shutdownNow();
  }

  @Test
  void ringsForWhoHasAnsweredAndForNobodyElse() throws Exception {
    InMemoryPipe pipe = new InMemoryPipe();
    try (BoardBell bell = new BoardBell(pipe, "q1/")) {
      bell.listen(NORTH, "north-board", listeners);
      bell.listen(WEST, "west-board", listeners);

      pipe.put("west-board", "q2/done", new byte[0]);
      pipe.put("north-board", "q1/done", new byte[0]);

      bell.next().get(5, TimeUnit.SECONDS);
      assertThat(bell.take()).containsExactly(NORTH);
      assertThat(bell.take()).isEmpty();

      pipe.put("west-board", "q1/refusal", new byte[0]);

      bell.next().get(5, TimeUnit.SECONDS);
      assertThat(bell.take()).containsExactly(WEST);
    }
  }

  @Test
  void whoeverCannotListenLooks() throws Exception {
    InMemoryPipe mute = InMemoryPipe.withoutBell();
    mute.put("north-board", "q1/done", new byte[0]);
    try (BoardBell bell = new BoardBell(mute, "q1/")) {
      bell.listen(NORTH, "north-board", Runnable::run);
      bell.listen(
          WEST,
          "west-board",
          task -> {
            throw new RejectedExecutionException("too many");
          });

      assertThat(bell.take()).isEmpty();
    }
  }

  @Test
  void listeningEndsWithTheQuestion() throws Exception {
    BoardBell bell = new BoardBell(new InMemoryPipe(), "q1/");
    bell.listen(NORTH, "north-board", listeners);

    bell.close();
    listeners.shutdown();

    assertThat(listeners.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS))
        .isTrue();
  }
}
