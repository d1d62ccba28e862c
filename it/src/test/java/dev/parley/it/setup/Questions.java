// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** One question, asked again and again over one connection, until it is closed. */
final class Questions implements AutoCloseable {
  private static final int SOME = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Connection connection;
  private final Thread thread;
  private final AtomicInteger answered = new AtomicInteger();
  private final Set<String> answers = new ConcurrentSkipListSet<>();
  private final List<SQLException> failures = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  /** Begins to ask; {@code command} is run first. */
  Questions(Connection connection, String command, String sql) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
    this.thread = new Thread(() -> ask(sql), "questions");
    thread.start();
  }

  private void ask(String sql) {
    while (!ended && failures.isEmpty()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        answers.add(Rows.of(rows).toString());
        answered.incrementAndGet();
      } catch (SQLException e) {
        failures.add(e);
      }
    }
  }

  /** Waits for some more answers; requires that no question failed so far. */
  void goOn() throws Exception {
    int before = answered.get();
    await("answers", () -> !failures.isEmpty() || answered.get() >= before + SOME);
    assertThat(failures).as("failed questions").isEmpty();
  }

  /** All answers that were given, which is one, unless an owner was left out of some. */
  Set<String> answers() {
    return answers;
  }

  /** Waits for the failure that must come now. */
  SQLException failure() throws Exception {
    await("a refusal", () -> !failures.isEmpty());
    return failures.get(0);
  }

  private static void await(String what, BooleanSupplier condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(deadline);
      Thread.sleep(20);
    }
  }

  @Override
  public void close() throws SQLException {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
