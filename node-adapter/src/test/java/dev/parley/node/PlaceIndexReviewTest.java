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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code --check} says of indexes for places: what it proposes is what it then finds. */
class PlaceIndexReviewTest {
  private static final String PROPOSAL = "; this would make one: ";
  private static final String DECLARED =
      """
      analysts: [health-board]
      tables:
        %s:
          key: [id]
          location: {column: place, x: lon, y: lat}
          columns:
            place: [%s]
      """;
  private static final String NATIVE =
      """
      analysts: [health-board]
      tables:
        points:
          key: [id]
          location: {column: loc}
          columns:
            loc: [nearest]
      """;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void namesTheStatementThatMakesTheIndexAndThenFindsIt(Dialect dialect) throws Exception {
    for (String table : List.of("doubles", "decimals")) {
      for (String use : List.of("filter", "nearest")) {
        DatabaseSettings settings = RealDatabases.fill(dialect, tables(dialect));
        String policy = DECLARED.formatted(table, use);

        List<String> before = indexes(settings, policy);
        if (dialect == Dialect.DUCKDB) {
          assertThat(before).isEmpty(); // which has no such index
          return;
        }

        assertThat(before)
            .singleElement()
            .asString()
            .startsWith("table " + table + " has no index for the places of place" + PROPOSAL);
        assertThat(indexes(settings, policy)).isEqualTo(before); // it made none
        make(settings, before.get(0));
        assertThat(indexes(settings, policy)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"POSTGRESQL", "MARIADB"})
  void aColumnOfPlacesHasAnIndexOfItsOwn(Dialect dialect) throws Exception {
    DatabaseSettings settings = RealDatabases.fill(dialect, tables(dialect));

    List<String> before = indexes(settings, NATIVE);

    assertThat(before)
        .singleElement()
        .asString()
        .contains(
            dialect == Dialect.MARIADB
                ? "CREATE SPATIAL INDEX"
                : "USING gist (point(NULLIF((\"loc\")[0], 'NaN'");
    make(settings, before.get(0));
    assertThat(indexes(settings, NATIVE)).isEmpty();
  }

  @Test
  void anIndexOfSomeRowsOrInAnotherOrderOrOfOneColumnDoesNot() throws Exception {
    DatabaseSettings settings = RealDatabases.fill(Dialect.POSTGRESQL, tables(Dialect.POSTGRESQL));
    run(
        settings,
        "CREATE INDEX ON doubles (lon, lat)",
        "CREATE INDEX ON doubles USING gist (%s)".formatted(place("lat", "lon")),
        "CREATE INDEX ON doubles USING gist (%s) WHERE id > 5".formatted(place("lon", "lat")));

    assertThat(indexes(settings, DECLARED.formatted("doubles", "nearest"))).hasSize(1);
  }

  /** NaN in such an index hides rows, and so does NaN that was in it once. */
  @Test
  void anIndexThatMayHoldNaNIsNone() throws Exception {
    DatabaseSettings settings = RealDatabases.fill(Dialect.POSTGRESQL, tables(Dialect.POSTGRESQL));
    run(
        settings,
        "CREATE INDEX ON doubles USING gist (point(lon, lat))",
        "CREATE INDEX ON points USING gist (loc)");

    for (String policy : List.of(DECLARED.formatted("doubles", "nearest"), NATIVE)) {
      assertThat(indexes(settings, policy))
          .singleElement()
          .asString()
          .contains("but one that is not used, for NaN in it would hide others; this would make");
    }
  }

  private static String place(String x, String y) {
    return "point(NULLIF(%s, 'NaN'::float8), NULLIF(%s, 'NaN'::float8))".formatted(x, y);
  }

  @Test
  void placesThatAreOnlyShownNeedNone() throws Exception {
    DatabaseSettings settings = RealDatabases.fill(Dialect.H2, tables(Dialect.H2));

    assertThat(indexes(settings, DECLARED.formatted("doubles", "reveal"))).isEmpty();
  }

  private static void make(DatabaseSettings settings, String sentence) throws Exception {
    run(settings, sentence.substring(sentence.indexOf(PROPOSAL) + PROPOSAL.length()));
  }

  private static void run(DatabaseSettings settings, String... statements) throws Exception {
    String login =
        settings.user().isPresent() && !settings.url().contains("user=") ? "?user=root" : "";
    RealDatabases.run(settings.url() + login, statements);
  }

  private static List<String> indexes(DatabaseSettings settings, String policy) throws Exception {
    Manifest members = Manifest.verify(LoneAnalyst.manifest());
    try (Database database = Database.open(settings, Duration.ofSeconds(30))) {
      Granted granted = Granted.read(Path.of("policy.yaml"), policy, database);
      return Review.of(members, granted, database).indexes();
    }
  }

  private static String[] tables(Dialect dialect) {
    String number = dialect == Dialect.MARIADB ? "DOUBLE" : "DOUBLE PRECISION";
    List<String> all = new ArrayList<>();
    all.add("CREATE TABLE doubles (id INTEGER NOT NULL, lon %s, lat %1$s)".formatted(number));
    all.add("CREATE TABLE decimals (id INTEGER NOT NULL, lon DECIMAL(9, 6), lat REAL)");
    if (dialect == Dialect.POSTGRESQL || dialect == Dialect.MARIADB) {
      all.add("CREATE TABLE points (id INTEGER NOT NULL, loc POINT NOT NULL)");
    }
    return all.toArray(String[]::new);
  }
}
