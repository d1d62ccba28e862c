// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.RogueGateway;
import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An owner's policy that changes while questions run: each is answered rightly, or refused. */
@Timeout(120)
class PolicyChangeIT {
  private static final String SUM = "SELECT SECURE COUNT(*), SECURE SUM(stay) FROM visits";
  private static final String RIGHT = "[[18, 230]]";
  private static final int ASKERS = 3;
  private static final int CHANGES = 4;
  private static final Duration UNTIL_SEEN = Duration.ofSeconds(20);

  /** What a question may end with: the use is forbidden, or the node knows no such question now. */
  private static final List<String> REFUSALS = List.of("42501", "P0202");

  private static @Nullable SharedFederation federation;

  private String policy = "";

  @BeforeAll
  static void start() throws Exception {
    federation =
        SharedFederation.start(
            Path.of("src/test/resources/faults"), Path.of("target"), new ThreadLauncher());
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
  }

  @BeforeEach
  void remember() throws IOException {
    policy = Files.readString(file());
  }

  @AfterEach
  void restore() throws Exception {
    Files.writeString(file(), policy);
    RogueGateway.await("the former policy", () -> RIGHT.equals(outcome()));
  }

  @Test
  void eachQuestionIsAnsweredRightlyOrRefusedAndNothingIsLeft() throws Exception {
    String without = policy.replace("stay: [aggregate, filter]", "stay: [filter]");
    assertThat(without).isNotEqualTo(policy);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(ASKERS);
    List<String> outcomes = new ArrayList<>();
    try {
      List<Future<List<String>>> askers = new ArrayList<>();
      for (int i = 0; i < ASKERS; i++) {
        askers.add(threads.submit(() -> askUntil(done)));
      }
      for (int i = 0; i < CHANGES; i++) {
        boolean allowed = i % 2 == 1;
        Files.writeString(file(), allowed ? policy : without);
        RogueGateway.await("the change", () -> RIGHT.equals(outcome()) == allowed);
      }
      done.set(true);
      for (Future<List<String>> asker : askers) {
        outcomes.addAll(asker.get(UNTIL_SEEN.toSeconds(), TimeUnit.SECONDS));
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }

    assertThat(outcomes).contains(RIGHT);
    assertThat(outcomes).anyMatch(outcome -> outcome.startsWith("42501"));
    assertThat(outcomes)
        .allMatch(outcome -> outcome.equals(RIGHT) || REFUSALS.contains(outcome.substring(0, 5)));
    assertThat(outcomes.stream().filter(outcome -> outcome.startsWith("42501")))
        .allMatch(outcome -> outcome.contains("'south'") && outcome.contains("'stay'"));
    new Leftovers(running().state().pipe()).awaitWithdrawal();
  }

  @Test
  void aPolicyThatIsBrokenAllowsNothingAndSaysNothingOfItself() throws Exception {
    Files.writeString(file(), policy.replace("minRows:", "minRowz:"));

    RogueGateway.await("the change", () -> !RIGHT.equals(outcome()));

    assertThat(outcome()).contains("'south'").doesNotContain("minRowz");
  }

  private static List<String> askUntil(AtomicBoolean done) {
    List<String> outcomes = new ArrayList<>();
    while (!done.get()) {
      outcomes.add(outcome());
    }
    return outcomes;
  }

  private static String outcome() {
    try {
      return Rows.of(running()::connect, SUM).toString();
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
  }

  private static Path file() {
    return running().federation().nodeFile(new NodeId("south")).resolveSibling("policy.yaml");
  }

  private static SharedFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }
}
