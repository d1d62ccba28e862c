// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.topk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.RogueGateway;
import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.ThreadLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  /**
   * Ties at the last place are of many rows here, whose key is the town, so that most are broken by
   * what nodes choose.
   */
  @Test
  void whereAllOwnersAllowItOneRoundGivesTheSame() throws Exception {
    List<String> questions =
        Stream.of(
                "age, 5",
                "weight DESC NULLS LAST, 7",
                "vip, 20",
                "seen NULLS FIRST, 7",
                "born, 1000")
            .map(
                order ->
                    "SELECT id, name FROM people ORDER BY "
                        + order.replaceAll(", (\\d+)$", " LIMIT $1"))
            .toList();
    List<NodeId> nodes =
        running().federation().settings().owners().stream().map(LocalOwner::node).toList();
    try {
      for (NodeId node : nodes) {
        rewrite(node, "key: [town]", "nearest: local");
      }
      RogueGateway.await(
          "one round", () -> explained().contains("in one round, which every owner"));
      long before = asked();
      List<List<List<String>>> local = answers(questions);
      assertThat(asked() - before).isEqualTo((long) questions.size() * nodes.size());

      rewrite(new NodeId("south"), "key: [town]");
      RogueGateway.await("rounds", () -> explained().contains("in two rounds or more"));
      before = asked();
      assertThat(answers(questions)).isEqualTo(local);
      assertThat(asked() - before).isGreaterThan(2L * questions.size() * nodes.size() - 1);
    } finally {
      for (NodeId node : nodes) {
        rewrite(node, "key: [id]");
      }
      RogueGateway.await("the former policies", BestRowsIT::areTiesBrokenById);
    }
  }

  private static boolean areTiesBrokenById() throws SQLException {
    String all = "SELECT id FROM people ORDER BY vip";
    List<List<String>> truth = Rows.of(running()::connectToReference, all + ", id LIMIT 99");
    try {
      return Set.copyOf(Rows.of(running()::connect, all + " LIMIT 99")).equals(Set.copyOf(truth));
    } catch (SQLException e) {
      return false; // a node whose policy has just changed forgets what it was asked
    }
  }

  /** Writes another policy that says, of ties and rounds, what is given. */
  private static void rewrite(NodeId node, String... settings) throws IOException {
    Path policy = running().federation().nodeFile(node).resolveSibling("policy.yaml");
    String before = Files.readString(policy);
    int from = before.indexOf("    key:");
    String lines = "    " + String.join("\n    ", settings) + "\n";
    Files.writeString(
        policy,
        before.substring(0, from) + lines + before.substring(before.indexOf("    minRows:")));
  }

  private static String explained() throws SQLException {
    return Rows.of(
            running()::connect, "EXPLAIN PLAN FOR SELECT id FROM people ORDER BY age LIMIT 3")
        .toString();
  }

  private static List<List<List<String>>> answers(List<String> questions) throws SQLException {
    List<List<List<String>>> answers = new ArrayList<>();
    for (String sql : questions) {
      answers.add(Rows.of(running()::connect, sql));
    }
    return answers;
  }

  /** How many sub-queries all owners have been asked, by their logs. */
  private static long asked() throws IOException {
    long asked = 0;
    for (LocalOwner owner : running().federation().settings().owners()) {
      Path log = running().state().audit().resolve(owner.node() + ".log");
      asked += Files.readAllLines(log).stream().filter(line -> line.contains("\"asked\"")).count();
    }
    return asked;
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
