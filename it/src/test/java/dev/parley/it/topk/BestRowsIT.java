// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.topk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.RogueGateway;
import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows in an order that nobody may see, over four owners with databases of four kinds, against one
 * plaintext PostgreSQL with all rows.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BestRowsIT {
  private static final Path DATA = Path.of("src/test/resources/searched");

  /** Ids of the owner in the south. */
  private static final int SOUTH_FROM = 374;

  private static final int SOUTH_TO = 384;

  private static @Nullable SharedFederation federation;

  @BeforeAll
  static void start() throws Exception {
    federation = SharedFederation.start(DATA, Path.of("target"), new ThreadLauncher());
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
  }

  private static SharedFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }

  @ParameterizedTest
  @CsvSource({
    "age, 5",
    "age, 40",
    "age DESC NULLS LAST, 3",
    "age NULLS FIRST, 30",
    "weight, 12",
    "weight DESC NULLS LAST, 7",
    "ABS(weight - 72.5), 10",
    "balance, 6",
    "born, 8",
    "seen, 3",
    "vip, 20",
    "nick, 40",
    "age, 1000",
    "ABS(age - 41), 190",
  })
  void theBestRowsAreThoseOfAllOwners(String order, int k) throws Exception {
    List<List<String>> found =
        Rows.of(
            running()::connect,
            "SELECT id, name FROM people ORDER BY %s LIMIT %d".formatted(order, k));
    List<List<String>> truth =
        Rows.of(
            running()::connectToReference,
            "SELECT id, name FROM people ORDER BY %s, id LIMIT %d".formatted(order, k));

    assertThat(found).containsExactlyInAnyOrderElementsOf(truth);
  }

  @Test
  void conditionsOffsetsAndOuterQueriesGoOnWithTheBest() throws Exception {
    assertSame(
        "SELECT name FROM people WHERE town = 'Bonn' AND id < 200 ORDER BY weight LIMIT 5 OFFSET 2",
        "SELECT name FROM people WHERE town = 'Bonn' AND id < 200 ORDER BY weight, id LIMIT 5 OFFSET 2");
    assertSame(
        "SELECT COUNT(*), MIN(id) FROM (SELECT id FROM people ORDER BY age DESC LIMIT 40) t",
        "SELECT COUNT(*), MIN(id) FROM (SELECT id FROM people ORDER BY age DESC, id LIMIT 40) t");
    assertSame(
        "SELECT id FROM people WHERE id < 0 ORDER BY weight LIMIT 3", "SELECT 1 WHERE FALSE");
  }

  @Test
  void aQuestionInRoundsIsOneEntryOfTheHistory() throws Exception {
    String entries = "SELECT COUNT(*) FROM parley.queries WHERE id IS NOT NULL";
    int before = Integer.parseInt(Rows.of(running()::connect, entries).get(0).get(0));

    Rows.of(running()::connect, "SELECT name FROM people ORDER BY weight LIMIT 3");

    assertThat(Rows.of(running()::connect, entries))
        .containsExactly(List.of(String.valueOf(before + 1)));
  }

  @Test
  void aNodeThatIsOfflineMayBeMissingFromAllRounds() throws Exception {
    running().stopNode("south");
    try {
      List<List<String>> found = withThreeNodes("SELECT id FROM people ORDER BY balance LIMIT 9");
      String south = "(SELECT id FROM people WHERE id BETWEEN %d AND %d)";
      List<List<String>> truth =
          Rows.of(
              running()::connectToReference,
              "SELECT id FROM people WHERE id NOT IN "
                  + south.formatted(SOUTH_FROM, SOUTH_TO)
                  + " ORDER BY balance, id LIMIT 9");

      assertThat(found).containsExactlyInAnyOrderElementsOf(truth);
    } finally {
      running().startNode("south");
      RogueGateway.await("south to be online", BestRowsIT::isSouthOnline);
    }
  }

  private static boolean isSouthOnline() throws SQLException {
    String state = "SELECT state FROM parley.nodes WHERE id = 'south'";
    return Rows.of(running()::connect, state).equals(List.of(List.of("online")));
  }

  private static List<List<String>> withThreeNodes(String sql) throws SQLException {
    try (Connection connection = running().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET minNodes = 3");
      return Rows.of(statement.executeQuery(sql));
    }
  }

  private static void assertSame(String sql, String plain) throws SQLException {
    assertThat(Rows.of(running()::connect, sql))
        .containsExactlyInAnyOrderElementsOf(Rows.of(running()::connectToReference, plain));
  }
}
