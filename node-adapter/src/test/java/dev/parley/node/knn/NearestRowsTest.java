// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.knn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.check.PolicyCheck;
import dev.parley.node.config.Location;
import dev.parley.node.config.Policy;
import dev.parley.node.config.TablePolicy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.Grants;
import dev.parley.node.database.RealDatabases;
import dev.parley.node.database.RealTable;
import dev.parley.node.render.RenderedQuery;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.spatial.Point;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nearest rows, found by indexes, against all rows sorted in Java. */
class NearestRowsTest {
  private static final NodeId NODE = new NodeId("north");
  private static final Principal ASKING = new Principal(new AnalystId("health-board"), "ada");
  private static final Set<Use> ALL = EnumSet.allOf(Use.class);
  private static final CanonicalParser PARSER = new CanonicalParser();
  private static final Map<Dialect, Database> DATABASES = new EnumMap<>(Dialect.class);
  private static final Map<Dialect, QueryRunner> RUNNERS = new EnumMap<>(Dialect.class);
  private static final Map<Dialect, List<GrantedTable>> TABLES = new EnumMap<>(Dialect.class);

  private static final List<Point> ASKED =
      List.of(
          new Point(0, 0),
          new Point(11.5, 48.1),
          new Point(-180, 90),
          new Point(1e6, -2e6),
          new Point(3, 1e30));

  @BeforeAll
  static void open() throws Exception {
    for (Dialect dialect : Dialect.values()) {
      Database database =
          RealDatabases.open(dialect, PlaceTables.statements(dialect).toArray(String[]::new));
      DATABASES.put(dialect, database);
      RUNNERS.put(dialect, new QueryRunner(NODE, database, 1000));
      Map<String, TablePolicy> policies = new LinkedHashMap<>();
      for (RealTable table : database.tables()) {
        Optional<Location.Coordinates> made =
            List.of("points", "shapes").contains(table.name())
                ? Optional.empty()
                : Optional.of(new Location.Coordinates("lon", "lat"));
        policies.put(
            table.name().toLowerCase(Locale.ROOT),
            new TablePolicy(
                List.of("id"),
                1,
                Optional.of(new Location("loc", made)),
                Map.of("id", ALL, "loc", ALL)));
      }
      TABLES.put(dialect, Grants.find(new Policy(Set.of(), 1, 1, policies), database.tables()));
    }
  }

  @AfterAll
  static void close() {
    RUNNERS.values().forEach(QueryRunner::close);
    DATABASES.values().forEach(Database::close);
    PARSER.close();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theNearestAreThoseThatJavaFinds(Dialect dialect) {
    NearestRows nearest = new NearestRows(of(RUNNERS, dialect));
    for (GrantedTable table : of(TABLES, dialect)) {
      for (Point asked : ASKED) {
        for (int k : new int[] {1, 3, 20, 1000}) {
          String name = table.published().name();
          String sql = knn(name, asked, k, " WHERE (ST_X(\"loc\") IS NOT NULL)");
          assertThat(found(nearest, dialect, sql))
              .as("%d of %s nearest to %s in %s", k, name, asked, dialect)
              .isEqualTo(expected(dialect, name, asked, k));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void rowsWithoutAPlaceComeLastWhereTheyAreAskedFor(Dialect dialect) {
    NearestRows nearest = new NearestRows(of(RUNNERS, dialect));

    assertThat(found(nearest, dialect, knn("few", new Point(1, 1), 3, "")))
        .containsExactly(2, 1, 3);
    assertThat(found(nearest, dialect, knn("few", new Point(1, 1), 6, "")))
        .startsWith(2, 1, 3)
        .hasSizeGreaterThan(4);
    assertThat(found(nearest, dialect, knn("none", new Point(1, 1), 6, ""))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void otherConditionsHold(Dialect dialect) {
    NearestRows nearest = new NearestRows(of(RUNNERS, dialect));
    Point asked = new Point(11.5, 48.1);
    String where = " WHERE ((\"id\" > 500) AND (ST_X(\"loc\") IS NOT NULL))";
    List<Integer> wanted =
        expected(dialect, "plain", asked, Integer.MAX_VALUE).stream()
            .filter(id -> id > 500)
            .limit(7)
            .toList();

    assertThat(found(nearest, dialect, knn("plain", asked, 7, where))).isEqualTo(wanted);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theNearestOnTheSphereAreFoundAcrossTheAntimeridian(Dialect dialect) {
    NearestRows nearest = new NearestRows(of(RUNNERS, dialect));
    for (Point asked : List.of(new Point(179.99, 10), new Point(20, 89.9), new Point(7, 3))) {
      String sql = knn("plain", asked, 9, "").replace("ST_DISTANCE(", "ST_DISTANCESPHERE(");
      List<Integer> wanted =
          PlaceTables.rows("plain", dialect).entrySet().stream()
              .filter(row -> row.getValue().isOnEarth())
              .sorted(
                  Comparator.comparingDouble(
                      row -> row.getValue().sphereDistance(asked.x(), asked.y())))
              .limit(9)
              .map(Map.Entry::getKey)
              .toList();

      assertThat(found(nearest, dialect, sql)).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "decimals", "points"})
  void postgreSqlTakesTheIndexInItsOrder(String table) throws Exception {
    String sql = knn(table, new Point(11.5, 48.1), 10, " WHERE (ST_X(\"loc\") IS NOT NULL)");

    String plan = plan(Dialect.POSTGRESQL, checked(Dialect.POSTGRESQL, sql));

    assertThat(plan)
        .contains("Index Scan using " + table + "_place", "Order By:")
        .doesNotContain("Seq Scan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "points"})
  void naNHidesNoPlacesFromACircleEither(String table) throws Exception {
    Point asked = new Point(11.5, 48.1);
    String where = "ST_DISTANCE(\"loc\", %s, %s) <= 20".formatted(literal(11.5), literal(48.1));
    CheckedQuery checked =
        checked(Dialect.POSTGRESQL, knn(table, asked, 1, " WHERE (" + where + ")"));
    RenderedQuery count = of(RUNNERS, Dialect.POSTGRESQL).renderCount(checked, 1_000_000);
    long expected =
        PlaceTables.rows(table, Dialect.POSTGRESQL).values().stream()
            .filter(place -> place.distance(asked.x(), asked.y()) <= 20)
            .count();

    assertThat(plan(Dialect.POSTGRESQL, count)).contains(table + "_place");
    try (QueryRunner.Session session = of(RUNNERS, Dialect.POSTGRESQL).open()) {
      assertThat(session.count(count)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"H2", "MARIADB"})
  void elsewhereAnIndexServesTheCircle(Dialect dialect) throws Exception {
    List<String> tables =
        dialect == Dialect.MARIADB ? List.of("plain", "points") : List.of("plain");
    for (String table : tables) {
      String sql = knn(table, new Point(11.5, 48.1), 10, " WHERE (ST_X(\"loc\") IS NOT NULL)");
      CheckedQuery checked = checked(dialect, sql);
      NearestRows nearest = new NearestRows(of(RUNNERS, dialect));
      try (QueryRunner.Session session = of(RUNNERS, dialect).open()) {
        CheckedQuery narrowed = nearest.narrowed(checked, ASKING, session).orElseThrow();

        assertThat(plan(dialect, narrowed).toLowerCase(Locale.ROOT)).contains(table + "_place");
      }
    }
  }

  @Test
  void whatTheIndexOrdersIsNotNarrowedFurther() {
    String sql = knn("plain", new Point(1, 1), 3, " WHERE (ST_X(\"loc\") IS NOT NULL)");
    NearestRows nearest = new NearestRows(of(RUNNERS, Dialect.POSTGRESQL));
    try (QueryRunner.Session session = of(RUNNERS, Dialect.POSTGRESQL).open()) {
      assertThat(nearest.narrowed(checked(Dialect.POSTGRESQL, sql), ASKING, session)).isEmpty();
    }
  }

  private static String knn(String table, Point asked, int k, String where) {
    return "SELECT \"id\" FROM \"%s\"%s ORDER BY BEST(ST_DISTANCE(\"loc\", %s, %s)) ASC NULLS LAST LIMIT %d"
        .formatted(table, where, literal(asked.x()), literal(asked.y()), k);
  }

  private static String literal(double number) {
    return "CAST("
        + new BigDecimal(Double.toString(number)).toPlainString()
        + " AS DOUBLE PRECISION)";
  }

  private static List<Integer> expected(Dialect dialect, String table, Point asked, int k) {
    Comparator<Map.Entry<Integer, Point>> nearer =
        Comparator.comparingDouble(row -> row.getValue().distance(asked.x(), asked.y()));
    return PlaceTables.rows(table, dialect).entrySet().stream()
        .sorted(nearer.thenComparing(Map.Entry::getKey))
        .limit(k)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static CheckedQuery checked(Dialect dialect, String sql) {
    return new PolicyCheck(NODE, of(TABLES, dialect)).check(PARSER.parse(sql), List.of());
  }

  /** As a node runs it: if there are too few in the circle, without. */
  private static List<Integer> found(NearestRows nearest, Dialect dialect, String sql) {
    CheckedQuery checked = checked(dialect, sql);
    int limit = Integer.parseInt(sql.substring(sql.lastIndexOf(' ') + 1));
    try (QueryRunner.Session session = of(RUNNERS, dialect).open()) {
      return nearest
          .narrowed(checked, ASKING, session)
          .map(narrowed -> ids(narrowed, dialect, session))
          .filter(ids -> ids.size() == limit)
          .orElseGet(() -> ids(checked, dialect, session));
    }
  }

  private static List<Integer> ids(
      CheckedQuery checked, Dialect dialect, QueryRunner.Session session) {
    List<Integer> ids = new ArrayList<>();
    session.runRows(
        checked,
        of(RUNNERS, dialect).render(checked),
        10_000,
        row -> ids.add(((BigDecimal) Objects.requireNonNull(row.get(0))).intValueExact()));
    return ids;
  }

  private static String plan(Dialect dialect, CheckedQuery checked) throws Exception {
    return plan(dialect, of(RUNNERS, dialect).render(checked));
  }

  private static String plan(Dialect dialect, RenderedQuery rendered) throws Exception {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = of(DATABASES, dialect).connect();
        PreparedStatement statement = connection.prepareStatement("EXPLAIN " + rendered.sql())) {
      for (int i = 0; i < rendered.parameters().size(); i++) {
        statement.setObject(i + 1, rendered.parameters().get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            plan.append(rows.getString(i)).append(' ');
          }
        }
      }
    }
    return plan.toString();
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }
}
