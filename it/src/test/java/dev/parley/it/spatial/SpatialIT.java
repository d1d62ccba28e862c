// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.it.GoldenConnections;
import dev.parley.it.RogueGateway;
import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.protocol.NodeId;
import dev.parley.testkit.federation.ThreadLauncher;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Random questions of places over four kinds of databases, against one plaintext PostgreSQL. */
class SpatialIT {
  private static final String SEED = "parley.random.seed";
  private static final String VARIABLE = "PARLEY_TEST_DATA";
  private static final String NEAREST_ALONE =
      """
      analysts: [analyst]
      minOwners: 2
      tables:
        places:
          key: [id]
          location: {column: spot, x: x, y: y}
          columns: {id: [reveal], spot: [nearest]}
      """;

  /** Fifteen places around Bayreuth, and as many in Monaco. */
  private static final String GRID =
      IntStream.range(0, 30)
          .mapToObj(
              i ->
                  "(%d, %s, %s)"
                      .formatted(
                          i,
                          BigDecimal.valueOf((i < 15 ? 11_000 : 7_400) + i % 15 * 50, 3),
                          BigDecimal.valueOf((i < 15 ? 49_500 : 43_720) + i % 17 * 10, 3)))
          .collect(
              Collectors.joining(
                  ", ",
                  "(SELECT id, ST_Point(x, y) AS place, 0.004 * (id % 3) AS r FROM (VALUES ",
                  ") AS v (id, x, y))"));

  private static final int RANGES = 25;
  private static final int SEARCHES = 15;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void answersAsOnePlaintextDatabaseWould(@TempDir Path folder) throws Exception {
    long seed = Long.getLong(SEED, 20261121);
    LoggerFactory.getLogger(SpatialIT.class).info("random places seed={}", seed);
    RandomPlaces places = new RandomPlaces(seed);
    places.write(folder);
    places.writeCapes(folder);
    try (SharedFederation federation =
        SharedFederation.start(folder, Path.of("target"), new ThreadLauncher())) {
      for (int i = 0; i < RANGES; i++) {
        assertRange(federation, "places", places.condition(), seed);
      }
      for (int i = 0; i < SEARCHES; i++) {
        Search search = new Search(places.point(), places.otherCondition(), places.count());
        assertNearest(federation, "places", "id", search);
      }
      assertEverySelectivity(federation);
      for (int k : List.of(1, 10, 100, 1000)) {
        assertNearest(federation, "places", "id", new Search("ST_Point(0.1, 0.2)", "id > 0", k));
      }
      assertNearest(federation, "places", "id", new Search("ST_Point(-1e30, 0)", "id > 0", 10));
      assertEndsOfTheEarth(federation);
      assertJoins(federation, places);
    }
  }

  private static void assertJoins(SharedFederation federation, RandomPlaces places)
      throws Exception {
    for (int entries : List.of(1, 25)) {
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < entries; i++) {
        rows.add("SELECT %d AS id, %s AS place, %d.5 AS r".formatted(i, places.point(), i % 4));
      }
      String list = "(" + String.join(" UNION ALL ", rows) + ")";
      new JoinQuestions(federation, "places", "id", list, "1.5").assertAll(places.count());
    }
  }

  /** From circles that hold no place to those that hold all, to the very edge. */
  private static void assertEverySelectivity(SharedFederation federation) throws Exception {
    String distance = "ST_Distance(location, ST_Point(0.5, -1))";
    List<List<String>> all =
        Rows.of(
            federation::connectToReference,
            "SELECT %1$s FROM places WHERE %1$s < 1e6 ORDER BY 1".formatted(distance));
    for (int percent : List.of(1, 10, 50, 90, 100)) {
      String radius =
          new BigDecimal(all.get(all.size() * percent / 100 - 1).get(0)).toPlainString();
      assertRange(federation, "places", distance + " <= " + radius, percent);
      if (percent == 50) {
        assertRange(federation, "places", distance + " < " + radius, percent);
        assertRange(federation, "places", distance + " > " + radius, percent);
      }
    }
    assertRange(federation, "places", distance + " >= 0", 100);
    for (String circle : List.of("0", "1" + "0".repeat(30))) {
      String rows =
          "SELECT id FROM places WHERE ST_DWithin(location, ST_Point(50, 60), " + circle + ")";
      assertThat(Rows.of(federation::connect, rows))
          .as(rows)
          .containsExactlyInAnyOrderElementsOf(Rows.of(federation::connectToReference, rows));
    }
  }

  private static void assertEndsOfTheEarth(SharedFederation federation) throws Exception {
    Map<String, Integer> searches =
        Map.of(
            "ST_Point(180, 1)", 7,
            "ST_Point(-179.95, -3)", 60,
            "ST_Point(0, 90)", 1,
            "ST_Point(-120, -89.9)", 12);
    for (Map.Entry<String, Integer> search : searches.entrySet()) {
      String distance = "ST_DistanceSphere(location, " + search.getKey() + ")";
      for (String metres : List.of("30000", "19000000")) {
        assertRange(federation, "capes", distance + " < " + metres, 0);
      }
      String nearest = "SELECT id FROM capes WHERE lat < 91 ORDER BY " + distance;
      String limit = " LIMIT " + search.getValue();
      assertThat(Rows.of(federation::connect, nearest + limit))
          .as(nearest)
          .containsExactlyElementsOf(
              Rows.of(federation::connectToReference, nearest + ", id" + limit));
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void findsItsWayInRealPlaces() throws Exception {
    Path folder = Path.of(System.getenv().getOrDefault(VARIABLE, "-"), "osm");
    if (!Files.isDirectory(folder)) {
      String reason = "skipped: %s names no folder with the federation osm".formatted(VARIABLE);
      LoggerFactory.getLogger(SpatialIT.class).warn(reason);
      Assumptions.abort(reason);
    }
    try (SharedFederation federation =
        SharedFederation.start(folder, Path.of("target"), new ThreadLauncher())) {
      for (String condition :
          List.of(
              "ST_DWithin(location, ST_Point(11.57, 49.94), 0.05)",
              "ST_DWithin(location, ST_Point(0, 0), 100)",
              "ST_DWithin(location, ST_Point(0, 0), 1)",
              "ST_Intersects(location, ST_MakeEnvelope(7.41, 43.72, 7.43, 43.74))",
              "ST_Within(location, ST_MakeEnvelope(7.4220280, 43.72, 7.43, 43.7370125))",
              "ST_Contains(ST_GeomFromText('POLYGON((1 42, 2 42.2, 1.6 42.9, 1 42))'), location)")) {
        assertRange(federation, "points", condition, 0);
      }
      new JoinQuestions(federation, "points", "osm_id", GRID, "0.02").assertAll(3);
      for (int k : List.of(1, 8, 1000)) {
        assertNearest(
            federation, "points", "osm_id", new Search("ST_Point(11.57, 49.94)", "lon > 0", k));
        assertNearest(
            federation, "points", "osm_id", new Search("ST_Point(-90, 0)", "kind IS NOT NULL", k));
      }
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void searchingIsAllThatAnOwnerNeedAllow(@TempDir Path folder) throws Exception {
    for (String node : List.of("east", "north")) {
      Path owner = Files.createDirectories(folder.resolve(node));
      String rows = node.equals("east") ? "1,0.5,0.5\n2,3,4\n3,,1\n" : "11,-0.5,0\n12,9.5,1\n";
      Files.writeString(owner.resolve("places.csv"), "id,x,y\n" + rows);
      Files.writeString(owner.resolve("policy.yaml"), NEAREST_ALONE);
    }
    try (SharedFederation federation =
        SharedFederation.start(folder, Path.of("target"), new ThreadLauncher())) {
      String nearest = "SELECT id%s FROM places WHERE KNN(spot, ST_Point(0, 0), %d)";

      assertNearestOfBoth(federation);
      for (String forbidden :
          List.of(
              nearest.formatted(", DISTANCE", 2),
              nearest.formatted(", spot", 2),
              "SELECT COUNT(*) FROM places WHERE ST_DWithin(spot, ST_Point(0, 0), 1)",
              "SELECT COUNT(*) FROM places WHERE spot IS NULL",
              "SELECT spot, COUNT(*) FROM places GROUP BY spot")) {
        assertThatThrownBy(() -> Rows.of(federation::connect, forbidden))
            .as(forbidden)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
      for (String node : List.of("east", "north")) {
        Path policy = federation.federation().nodeFile(new NodeId(node));
        Files.writeString(
            policy.resolveSibling("policy.yaml"),
            NEAREST_ALONE.replace("key: [id]", "key: [id]\n    nearest: local"));
      }
      String plan = "EXPLAIN PLAN FOR " + nearest.formatted("", 2);
      RogueGateway.await(
          "one round",
          () -> Rows.of(federation::connect, plan).toString().contains("(nearest: local)"));
      assertNearestOfBoth(federation);
    }
  }

  private static void assertNearestOfBoth(SharedFederation federation) throws SQLException {
    String nearest = "SELECT id FROM places WHERE KNN(spot, ST_Point(0, 0), %d)";

    assertThat(Rows.of(federation::connect, nearest.formatted(2)))
        .isEqualTo(List.of(List.of("11"), List.of("1")));
    assertThat(Rows.of(federation::connect, nearest.formatted(9)))
        .isEqualTo(List.of(List.of("11"), List.of("1"), List.of("2"), List.of("12")));
  }

  private static void assertRange(
      SharedFederation federation, String table, String condition, long seed) throws Exception {
    String sql = "SELECT SECURE COUNT(*) FROM " + table + " WHERE " + condition;

    assertThat(Rows.of(federation::connect, sql))
        .as("%s; seed %d", sql, seed)
        .isEqualTo(Rows.of(federation::connectToReference, GoldenConnections.of(sql)));
  }

  private record Search(String point, String condition, int count) {}

  /** The rows are those that PostgreSQL finds, ties broken by the key, and in their order. */
  private static void assertNearest(
      SharedFederation federation, String table, String key, Search search) throws Exception {
    String mine =
        "SELECT %s, DISTANCE FROM %s WHERE KNN(location, %s, %d) AND %s"
            .formatted(key, table, search.point(), search.count(), search.condition());
    String theirs =
        "SELECT %1$s, ST_Distance(location, %2$s) FROM %3$s WHERE location IS NOT NULL AND %4$s ORDER BY 2, 1 LIMIT %5$d"
            .formatted(key, search.point(), table, search.condition(), search.count());
    List<List<String>> expected = Rows.of(federation::connectToReference, theirs);

    List<List<String>> found = Rows.of(federation::connect, mine);

    assertThat(found).as(mine).containsExactlyInAnyOrderElementsOf(expected);
    List<String> distances = new ArrayList<>();
    expected.forEach(row -> distances.add(row.get(1)));
    assertThat(found).as(mine).extracting(row -> row.get(1)).isEqualTo(distances);
  }
}
