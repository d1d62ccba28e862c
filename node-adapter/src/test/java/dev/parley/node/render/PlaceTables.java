// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

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
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.sql.CanonicalQuery;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The same places in every database: of two columns, doubles or decimals, or as geometry. */
final class PlaceTables implements BeforeAllCallback, AfterAllCallback {
  static final NodeId NODE = new NodeId("north");

  /** Of the table of doubles; a row without a place is null. */
  static final Map<Integer, @Nullable Point> PLACES = places();

  private static final Set<Use> ALL = EnumSet.allOf(Use.class);

  private final Map<Dialect, Database> databases = new EnumMap<>(Dialect.class);
  private final Map<Dialect, QueryRunner> runners = new EnumMap<>(Dialect.class);
  private final Map<Dialect, List<GrantedTable>> tables = new EnumMap<>(Dialect.class);

  private @Nullable CanonicalParser parser;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    parser = new CanonicalParser();
    for (Dialect dialect : Dialect.values()) {
      Database database = RealDatabases.open(dialect, statements(dialect).toArray(String[]::new));
      databases.put(dialect, database);
      runners.put(dialect, new QueryRunner(NODE, database, 1000));
      Map<String, TablePolicy> policies = new LinkedHashMap<>();
      policies.put("doubles", declared());
      policies.put("decimals", declared());
      if (hasPoints(dialect)) {
        policies.put(
            "points",
            new TablePolicy(
                List.of("id"),
                1,
                Optional.of(new Location("loc", Optional.empty())),
                Map.of("id", ALL, "loc", ALL)));
      }
      Policy policy = new Policy(Set.of(), 1, 1, policies);
      tables.put(dialect, Grants.find(policy, database.tables()));
    }
  }

  private static TablePolicy declared() {
    Location place = new Location("loc", Optional.of(new Location.Coordinates("lon", "lat")));
    return new TablePolicy(List.of("id"), 1, Optional.of(place), Map.of("id", ALL, "loc", ALL));
  }

  private static boolean hasPoints(Dialect dialect) {
    return dialect == Dialect.POSTGRESQL || dialect == Dialect.MARIADB;
  }

  QueryRunner runner(Dialect dialect) {
    return Objects.requireNonNull(runners.get(dialect));
  }

  List<GrantedTable> tables(Dialect dialect) {
    return Objects.requireNonNull(tables.get(dialect));
  }

  CanonicalQuery parse(String sql) {
    return Objects.requireNonNull(parser).parse(sql);
  }

  /** Returns the query as it runs in a database. */
  CheckedQuery check(Dialect dialect, String sql) {
    return new PolicyCheck(NODE, tables(dialect)).check(parse(sql), List.of());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    runners.values().forEach(QueryRunner::close);
    databases.values().forEach(Database::close);
    Objects.requireNonNull(parser).close();
  }

  /** The table of decimals has those with few digits, the other those that no decimal holds. */
  static Map<Integer, @Nullable Point> rows(String table) {
    if (!table.equals("decimals")) {
      return PLACES;
    }
    Map<Integer, @Nullable Point> few = new TreeMap<>(PLACES);
    few.keySet().removeIf(id -> id >= 10 && id < 50);
    return few;
  }

  private static Map<Integer, @Nullable Point> places() {
    Map<Integer, @Nullable Point> places = new TreeMap<>();
    places.put(1, null);
    places.put(2, null);
    places.put(3, new Point(0, 0));
    places.put(4, new Point(180, 0));
    places.put(5, new Point(-180, 1));
    places.put(6, new Point(0, 90));
    places.put(7, new Point(4, -4.25));
    places.put(8, new Point(-5.5, -3));
    Random random = new Random(7);
    for (int id = 10; id < 40; id++) {
      places.put(id, new Point(random.nextGaussian(), random.nextGaussian() * 1e-3));
    }
    places.put(40, new Point(3e-200, 4e-200));
    places.put(41, new Point(Double.MIN_NORMAL, -Double.MIN_NORMAL));
    places.put(42, new Point(1e149, 1e149));
    places.put(43, new Point(1e-17, 1e150));
    places.put(50, new Point(11.6, 49.95));
    places.put(51, new Point(11.7, 49.95));
    places.put(52, new Point(0.1, 0.3));
    for (int id = 53; id < 100; id++) {
      places.put(id, new Point(random.nextInt(-40, 41) / 4.0, random.nextInt(-30, 31) / 4.0));
    }
    return places;
  }

  private static List<String> statements(Dialect dialect) {
    String number = dialect == Dialect.MARIADB ? "DOUBLE" : "DOUBLE PRECISION";
    List<String> all = new ArrayList<>();
    all.add("CREATE TABLE doubles (id INTEGER NOT NULL, lon " + number + ", lat " + number + ")");
    all.add("CREATE TABLE decimals (id INTEGER NOT NULL, lon DECIMAL(9, 6), lat DECIMAL(8, 4))");
    if (hasPoints(dialect)) {
      all.add("CREATE TABLE points (id INTEGER NOT NULL, loc POINT)");
    }
    for (String table : List.of("doubles", "decimals")) {
      rows(table)
          .forEach(
              (id, place) ->
                  all.add(
                      "INSERT INTO %s VALUES (%d, %s)"
                          .formatted(table, id, place == null ? "NULL, 1" : digits(place))));
    }
    // infinities and NaN are no places, nor are coordinates that are too large
    all.add("UPDATE doubles SET lon = 2e150 WHERE id = 2");
    if (dialect != Dialect.MARIADB) {
      all.add("UPDATE doubles SET lon = CAST('NaN' AS " + number + ") WHERE id = 1");
    }
    if (hasPoints(dialect)) {
      String made = dialect == Dialect.POSTGRESQL ? "point(lon, lat)" : "Point(lon, lat)";
      all.add("INSERT INTO points SELECT id, " + made + " FROM doubles WHERE id > 1");
      all.add("INSERT INTO points VALUES (1, NULL)");
    }
    return all;
  }

  private static String digits(Point place) {
    return String.format(Locale.ROOT, "%s, %s", place.x(), place.y());
  }
}
