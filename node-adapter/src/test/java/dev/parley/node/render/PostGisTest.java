// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.check.PolicyCheck;
import dev.parley.node.config.DatabaseSettings;
import dev.parley.node.config.Location;
import dev.parley.node.config.Policy;
import dev.parley.node.config.TablePolicy;
import dev.parley.node.database.Database;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.Grants;
import dev.parley.node.database.RealDatabases;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.spatial.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Columns of PostGIS, in the database that a variable of the environment names. */
class PostGisTest {
  private static final String VARIABLE = "PARLEY_POSTGIS_URL";
  private static final NodeId NODE = new NodeId("north");
  private static final CanonicalParser PARSER = new CanonicalParser();
  private static final Map<Integer, Point> PLACES = new TreeMap<>();
  private static final String TABLE = "parley_places_" + Long.toHexString(System.nanoTime());

  private static @Nullable Database database;
  private static @Nullable QueryRunner runner;
  private static List<GrantedTable> tables = List.of();

  @BeforeAll
  static void open() throws Exception {
    String url = System.getenv(VARIABLE);
    if (url == null) {
      String reason = "skipped: %s names no database with PostGIS".formatted(VARIABLE);
      LoggerFactory.getLogger(PostGisTest.class).warn(reason);
      Assumptions.abort(reason);
      return;
    }
    RealDatabases.run(url, statements().toArray(String[]::new));
    Database opened = Database.open(DatabaseSettings.of(url), Duration.ofSeconds(30));
    database = opened;
    runner = new QueryRunner(NODE, opened, 1000);
    Set<Use> all = EnumSet.allOf(Use.class);
    TablePolicy policy =
        new TablePolicy(
            List.of("id"),
            1,
            Optional.of(new Location("loc", Optional.empty())),
            Map.of("id", all, "loc", all));
    tables = Grants.find(new Policy(Set.of(), 1, 1, Map.of(TABLE, policy)), opened.tables());
  }

  @AfterAll
  static void close() throws Exception {
    if (runner != null && database != null) {
      runner.close();
      database.close();
      RealDatabases.run(Objects.requireNonNull(System.getenv(VARIABLE)), "DROP TABLE " + TABLE);
    }
    PARSER.close();
  }

  /** Places, and what is none: NULL, an empty point, a line, an area. */
  private static List<String> statements() {
    List<String> all = new ArrayList<>();
    all.add(
        "CREATE TABLE "
            + TABLE
            + " (id INTEGER NOT NULL, loc geometry, gps geometry(Point, 4326))");
    all.add("INSERT INTO " + TABLE + " VALUES (1, NULL), (2, 'POINT EMPTY')");
    all.add("INSERT INTO " + TABLE + " VALUES (3, 'LINESTRING(0 0, 1 1)')");
    all.add("INSERT INTO " + TABLE + " VALUES (4, 'POLYGON((0 0, 1 0, 1 1, 0 0))')");
    all.add("CREATE INDEX ON " + TABLE + " USING gist (loc)");
    Random random = new Random(3);
    for (int id = 10; id < 200; id++) {
      Point place = new Point(random.nextGaussian() * 3, random.nextInt(-20, 20) / 4.0);
      PLACES.put(id, place);
      all.add(
          "INSERT INTO %s VALUES (%d, ST_Point(%s, %s))"
              .formatted(TABLE, id, place.x(), place.y()));
    }
    return all;
  }

  @Test
  void referenceSystemsAreTold() {
    List<String> types =
        Objects.requireNonNull(database).tables().stream()
            .filter(table -> table.name().equals(TABLE))
            .flatMap(table -> table.columns().stream())
            .map(column -> column.type().map(ColumnType::toString).orElse("?"))
            .toList();

    assertThat(types).containsExactly("INTEGER", "GEOMETRY", "GEOMETRY(POINT, 4326)");
  }

  @Test
  void onlyPointsArePlaces() {
    assertFound("(ST_X(\"loc\") IS NOT NULL)", place -> true);
  }

  @Test
  void rangesAreThoseOfJava() {
    assertFound(
        "(ST_DISTANCE(\"loc\", " + point("0.25", "-1") + ") <= 2.5)",
        p -> p.distance(0.25, -1) <= 2.5);
    assertFound(
        "ST_COVERED(\"loc\", 'POLYGON ((-1 -1, 2 -1, 2 3, -1 3, -1 -1))')",
        p -> p.x() >= -1 && p.x() <= 2 && p.y() >= -1 && p.y() <= 3);
    assertFound(
        "(ST_DISTANCESPHERE(\"loc\", " + point("0", "0") + ") < 200000)",
        p -> p.sphereDistance(0, 0) < 200_000);
  }

  @Test
  void itsOwnIndexServes() {
    String sql =
        "SELECT \"id\" FROM \"%s\" WHERE (ST_DISTANCE(\"loc\", %s) <= 0.5)"
            .formatted(TABLE, point("1", "1"));
    CheckedQuery checked = new PolicyCheck(NODE, tables).check(PARSER.parse(sql), List.of());

    assertThat(Objects.requireNonNull(runner).render(checked).sql())
        .contains("\"loc\" && ST_MakeEnvelope(");
  }

  @Test
  void theNearestComeInTheirOrder() {
    String sql =
        "SELECT \"id\" FROM \"%s\" WHERE (ST_X(\"loc\") IS NOT NULL) ORDER BY BEST(ST_DISTANCE(\"loc\", %s)) ASC NULLS LAST LIMIT 7"
            .formatted(TABLE, point("1", "1"));
    List<Integer> nearest =
        PLACES.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Point>comparingByValue(
                        Comparator.comparingDouble(p -> p.distance(1, 1)))
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(7)
            .map(Map.Entry::getKey)
            .toList();

    assertThat(ids(new PolicyCheck(NODE, tables).check(PARSER.parse(sql), List.of())))
        .isEqualTo(nearest);
  }

  @Test
  void aListIsJoined() {
    String sql =
        "SELECT \"id\" FROM \"%s\", LIST WHERE (ST_DISTANCE(\"loc\", LIST_X, LIST_Y) <= LIST_R)"
            .formatted(TABLE);
    PlaceList list =
        new PlaceList(
            List.of(new PlaceList.Entry(0, 0, 0, 1.25), new PlaceList.Entry(1, 9, 9, 0.5)));
    CheckedQuery alone = new PolicyCheck(NODE, tables).check(PARSER.parse(sql), List.of());

    assertThat(ids(new CheckedQuery(alone.query(), alone.table(), List.of(), Optional.of(list))))
        .containsExactlyInAnyOrderElementsOf(where(p -> p.distance(0, 0) <= 1.25));
  }

  private static String point(String x, String y) {
    return "CAST(%s AS DOUBLE PRECISION), CAST(%s AS DOUBLE PRECISION)".formatted(x, y);
  }

  private static List<Integer> where(Predicate<Point> expected) {
    return PLACES.entrySet().stream()
        .filter(row -> expected.test(row.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void assertFound(String condition, Predicate<Point> expected) {
    String sql = "SELECT \"id\" FROM \"%s\" WHERE %s".formatted(TABLE, condition);

    assertThat(ids(new PolicyCheck(NODE, tables).check(PARSER.parse(sql), List.of())))
        .as(condition)
        .containsExactlyInAnyOrderElementsOf(where(expected));
  }

  private static List<Integer> ids(CheckedQuery checked) {
    QueryRunner running = Objects.requireNonNull(runner);
    List<Integer> ids = new ArrayList<>();
    running.runRows(
        checked,
        running.render(checked),
        1000,
        row -> ids.add(((BigDecimal) Objects.requireNonNull(row.get(0))).intValueExact()));
    return ids;
  }
}
