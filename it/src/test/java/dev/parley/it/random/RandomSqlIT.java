// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.random.Comparison.Outcome;
import dev.parley.testkit.database.DatabaseHost;
import dev.parley.testkit.database.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Random federations answer random queries as one plaintext PostgreSQL with all rows would. */
class RandomSqlIT {
  private static final Logger log = LoggerFactory.getLogger(RandomSqlIT.class);
  private static final int HUNDRED = 100;
  private static final int MOST_UNSUPPORTED_PERCENT = 15;
  private static final int MOST_INVALID_PERCENT = 5;

  /** Every feature occurs in one of so many answers at least. */
  private static final int ANSWERS_PER_FEATURE = 100;

  private static @Nullable DatabaseHost host;
  private static @Nullable Path work;

  @BeforeAll
  static void makeRoom() throws IOException {
    work = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "random-");
    host = new DatabaseHost(work);
  }

  @AfterAll
  static void clear() {
    if (host != null) {
      host.close();
    }
    if (work != null) {
      FileTree.delete(work);
    }
  }

  @Test
  void answersAsOnePlaintextDatabaseWould() throws Exception {
    RunSettings settings = RunSettings.read();
    Tally tally = new Tally();
    log.info("random-sql seed={} queries={}", settings.seed(), settings.queries());

    for (int number = 0; number < settings.federations(); number++) {
      if (settings.wantsFederation(number)) {
        Layout layout = new LayoutGenerator(settings.layoutDice(number), number).layout();
        run(new FederationRun(settings, number, layout), layout, layout, "f" + number, tally);
      }
    }

    log.info("random-sql seed={}\n{}", settings.seed(), tally);
    assertThat(tally.differences()).as("seed %d", settings.seed()).isEmpty();
    assertThat(tally.asked()).as("queries that were asked").isPositive();
    if (settings.isWhole()) {
      assertTellsSomething(settings, tally);
    }
  }

  @Test
  void noticesOneRowThatIsMissing() throws Exception {
    RunSettings settings = RunSettings.ofSelfTest();
    Layout layout = new LayoutGenerator(settings.layoutDice(0), 0).layout();
    Tally tally = new Tally();

    run(new FederationRun(settings, 0, layout), layout.withoutOneRow(), layout, "less", tally);

    assertThat(tally.of(Outcome.DIFFERENT)).isPositive();
    assertThat(tally.differences().get(0)).contains("again: mvn", "PostgreSQL:", "plan:");
  }

  private static void run(
      FederationRun run, Layout layout, Layout expected, String name, Tally tally)
      throws Exception {
    if (host == null || work == null) {
      throw new IllegalStateException("There is no room for databases");
    }
    long start = System.nanoTime();
    try (RandomFederation federation = RandomFederation.start(layout, expected, name, host, work)) {
      long started = System.nanoTime();
      run.ask(federation, tally);
      log.info(
          "random-sql federation={} start-ms={} ask-ms={} {}",
          name,
          (started - start) / 1_000_000,
          (System.nanoTime() - started) / 1_000_000,
          layout.kinds());
    }
  }

  private static void assertTellsSomething(RunSettings settings, Tally tally) {
    int queries = settings.queries();
    assertThat(tally.of(Outcome.UNSUPPORTED))
        .as("queries that are not supported")
        .isLessThanOrEqualTo(queries * MOST_UNSUPPORTED_PERCENT / HUNDRED);
    assertThat(tally.of(Outcome.INVALID))
        .as("queries that PostgreSQL does not understand")
        .isLessThanOrEqualTo(queries * MOST_INVALID_PERCENT / HUNDRED);
    assertThat(tally.of(Outcome.SAME_ERROR)).as("queries that fail alike").isPositive();
    for (Feature feature : Feature.values()) {
      assertThat(tally.answered(feature))
          .as("answers with %s", feature)
          .isGreaterThanOrEqualTo(Math.max(1, queries / ANSWERS_PER_FEATURE));
    }
  }
}
