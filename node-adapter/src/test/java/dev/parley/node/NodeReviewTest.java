// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.Granted;
import dev.parley.node.database.RealDatabases;
import dev.parley.node.review.Review;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code --check} says of a policy, on every kind of database. */
class NodeReviewTest {
  private static final String DOUBTFUL =
      """
      analysts: [health-board, health-board/ada, stranger/bob]
      questionsPerDay: 10001
      minOwners: 1
      tables:
        trips:
          minRows: 1
          nearest: local
          columns:
            id: [filter, reveal]
            nr: [filter, aggregate, group, reveal]
            zone: [filter, aggregate, group, reveal]
            fare: []
      """;
  private static final String SOUND =
      """
      analysts: [health-board]
      tables:
        trips:
          key: [id]
          columns:
            zone: [filter, group, reveal]
            fare: [aggregate]
            nr: [reveal]
      """;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void saysWhatIsPublishedAndDoubtsWhatPicksARow(Dialect dialect) throws Exception {
    Review review = review(RealDatabases.fill(dialect, trips()), DOUBTFUL);

    assertThat(review.published())
        .startsWith(
            "granted: health-board (all its users)",
            "granted: health-board/ada",
            "granted: stranger/bob",
            "questions a day of each analyst: 10001, owners in an answer: 1 or more",
            "table trips: minRows 1, key none, nearest local")
        .contains(
            "  id INTEGER: reveal, filter",
            "  fare DECIMAL(10, 2): no use, only name and type are published");
    assertThat(review.doubts())
        .filteredOn(doubt -> !doubt.contains("database role"))
        .containsExactly(
            "analysts names health-board/ada, and also health-board with all its users",
            "analysts names stranger/bob, whom the manifest does not: no question of theirs is heard",
            "minOwners is 1: an answer may come from you alone, and shows your own numbers",
            "questionsPerDay is 10001: many answers that differ by a little show what each hides",
            "table trips has minRows 1: a sum over one row is the value of that row",
            "table trips has nearest local: where all owners do, the gateway gets your own best rows"
                + " for each question, and not only those among the best of all",
            "table trips has no key: ties cannot be broken, and this check knows of no key but the"
                + " database's",
            "table trips allows reveal of id, which is a key: rows can be matched with what others"
                + " know of them",
            "table trips allows filter of id, which is a key: a condition can pick one row out of a"
                + " sum",
            "table trips allows aggregate of nr, which has a value of its own for (nearly) each row:"
                + " arithmetic can pick one row out of a sum",
            "table trips allows filter of nr, which has a value of its own for (nearly) each row: a"
                + " condition can pick one row out of a sum",
            "table trips allows group of nr, which has a value of its own for (nearly) each row:"
                + " each group is one row",
            "table trips allows aggregate of zone, which is no number: only COUNT can use that");
  }

  /** But for MariaDB, whose server runs without grants here. */
  @ParameterizedTest
  @EnumSource(value = Dialect.class, names = "MARIADB", mode = EnumSource.Mode.EXCLUDE)
  void aRoleThatMayWriteIsDoubtedAndOneThatMayOnlyReadIsNot(Dialect dialect) throws Exception {
    List<String> statements = new ArrayList<>(Arrays.asList(trips()));
    statements.addAll(reader(dialect));
    DatabaseSettings owner = RealDatabases.fill(dialect, statements.toArray(String[]::new));
    Optional<String> user = dialect == Dialect.DUCKDB ? Optional.empty() : Optional.of("READER");

    Review asOwner = review(owner, SOUND);
    Review asReader =
        review(new DatabaseSettings(reading(owner.url()), user, Optional.empty()), SOUND);

    assertThat(asReader.doubts()).isEmpty();
    if (dialect == Dialect.DUCKDB) {
      assertThat(asOwner.doubts()).isEmpty(); // its file is opened for reading alone
    } else {
      assertThat(asOwner.lines())
          .filteredOn(line -> line.startsWith("doubt: "))
          .singleElement()
          .asString()
          .startsWith("doubt: the database role may write (");
    }
  }

  /** Without what only an owner may ask for, or what is said beside the URL. */
  private static String reading(String url) {
    return url.replace("user=postgres", "user=READER").replace(";DB_CLOSE_DELAY=-1", "");
  }

  private static List<String> reader(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL ->
          List.of(
              "CREATE ROLE \"READER\" LOGIN",
              "GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"READER\"");
      case H2 -> List.of("CREATE USER READER PASSWORD ''", "GRANT SELECT ON trips TO READER");
      case DUCKDB, MARIADB -> List.of();
    };
  }

  /** Twenty trips, each with a number of its own but one, in two zones. */
  private static String[] trips() {
    StringBuilder rows = new StringBuilder("INSERT INTO trips VALUES ");
    for (int i = 1; i <= 20; i++) {
      rows.append(i == 1 ? "" : ", ")
          .append("(%d, %d, '%s', 5)".formatted(i, i == 20 ? 1 : 100 + i, i < 9 ? "a" : "b"));
    }
    return new String[] {
      "CREATE TABLE trips (id INTEGER NOT NULL PRIMARY KEY, nr INTEGER, zone VARCHAR(9),"
          + " fare DECIMAL(10, 2))",
      rows.toString(),
    };
  }

  private static Review review(DatabaseSettings settings, String policy) throws Exception {
    Manifest members = Manifest.verify(LoneAnalyst.manifest());
    try (Database database = Database.open(settings, Duration.ofSeconds(30))) {
      return Review.of(members, Granted.read(Path.of("policy.yaml"), policy, database), database);
    }
  }
}
